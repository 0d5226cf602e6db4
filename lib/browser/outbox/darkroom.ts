import type { Problem } from "../../domain/problem.ts";
import { readyFile, Unreadable } from "../photos.ts";
import { countAttempt } from "./marks.ts";
import { goOn } from "./outbox.ts";
import { changeWaiting, dropWaiting, keepReady, waitingOf } from "./outbox-store.ts";
import type { WaitingChange } from "./waiting-change.ts";

/**
 * Files are kept as they were chosen, at once, so that none is lost when the app is closed; here they are got ready to be
 * sent, one after the other, as a phone has little memory. What is left over is gone on with at the next start.
 */
const lock = "campanella-darkroom";
/** A file over which the browser dies, or is closed, so many times is left alone: the app has to start all the same. */
const MOST_ATTEMPTS = 3;

/** A file that cannot be taken; `error` says why. */
export type Fault = { number: number; name: string; error: unknown };

const listeners = new Set<(fault: Fault) => boolean>();
let isQueued = false;

/** @param listener says whether it has told the person; what nobody was told stays in the list of what waits */
export function onFault(listener: (fault: Fault) => boolean): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** In one window at a time, until none is left. */
export async function develop(account: string): Promise<void> {
  if (isQueued) return;
  isQueued = true;
  await navigator.locks.request(lock, async () => {
    // What is added from now on may not be seen below.
    isQueued = false;
    for (;;) {
      const next = (await waitingOf(account)).find(({ isRaw, problem }) => isRaw && problem === null);
      if (!next) return;
      await developOne(next);
      await goOn();
    }
  });
}

async function developOne({ id, number, doing, file }: WaitingChange): Promise<void> {
  if (doing.kind !== "file" || !file || (await countAttempt(id)) >= MOST_ATTEMPTS) {
    await changeWaiting(id, { problem: problemOf(null) });
    return;
  }
  const { name } = doing.file;
  const ready = await readyFile(new File([file], name, { type: file.type })).catch(refused);
  // Where this cannot be kept the file stays as it is, and is got ready another time.
  if (ready) await keepReady(id, ready);

  /** Whatever a browser stumbles over in a file, the others are taken. */
  async function refused(error: unknown): Promise<null> {
    const isSaid = [...listeners].map((listener) => listener({ number, name, error })).some(Boolean);
    if (isSaid) await dropWaiting([id]);
    else await changeWaiting(id, { problem: problemOf(error) });
    return null;
  }
}

/** As if the server had refused it; `detail` is the reason. */
function problemOf(error: unknown): Problem {
  const detail = error instanceof Unreadable ? error.why : "not_readable";
  return { type: "about:blank", title: detail, status: 422, code: "invalid_input", detail, request_id: "" };
}
