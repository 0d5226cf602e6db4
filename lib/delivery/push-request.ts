import type { Dispatcher } from "undici";

export type PushAnswer = { status: number; retryAfter: string | undefined; text: string };

type PushRequest = { url: URL; headers: Record<string, string>; body: Buffer };

const mostBytesRead = 64 * 1024;
const mostBytesKept = 1024;

/**
 * POSTs once and follows nothing. Settles within `timeoutMs` whatever the service does. Once the status is there, the
 * service has decided: an explanation that is too long or too slow is cut off, and the status still counts.
 *
 * @throws the network's error, or a TimeoutError
 */
export function post(
  dispatcher: Dispatcher,
  { url, headers, body }: PushRequest,
  timeoutMs: number,
): Promise<PushAnswer> {
  return new Promise((resolve, reject) => {
    let abort: ((reason: Error) => void) | null = null;
    let timedOut: Error | null = null;
    let answer: { status: number; retryAfter: string | undefined } | null = null;
    let received = 0;
    const kept: Buffer[] = [];

    const timer = setTimeout(() => {
      timedOut = new DOMException(`no answer within ${timeoutMs} ms`, "TimeoutError");
      finish(timedOut);
      abort?.(timedOut);
    }, timeoutMs);

    /** @param error only what there is no answer for */
    function finish(error?: Error): void {
      clearTimeout(timer);
      if (answer) resolve({ ...answer, text: Buffer.concat(kept).toString("utf8", 0, mostBytesKept) });
      else reject(error ?? new Error("the answer had no status"));
    }

    dispatcher.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method: "POST", headers, body },
      {
        onRequestStart(controller) {
          // It may have waited for a connection until its time was over: then it must not be sent after all.
          if (timedOut) controller.abort(timedOut);
          abort = (reason) => controller.abort(reason);
        },
        onResponseStart(_controller, status, responseHeaders) {
          const retryAfter = responseHeaders["retry-after"];
          answer = { status, retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter };
        },
        onResponseData(controller, chunk) {
          if (received < mostBytesKept) kept.push(chunk);
          received += chunk.length;
          if (received > mostBytesRead) controller.abort(new RangeError("answer too large"));
        },
        onResponseEnd() {
          finish();
        },
        onResponseError(_controller, error) {
          finish(error);
        },
      },
    );
  });
}
