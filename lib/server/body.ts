import { Refusal } from "./refusal.ts";

/** Whoever is cut off while sending never reads why: so much more is taken, and thrown away. */
const discardedBytes = 8 * 1024 * 1024;

/** The bytes of a request's body; refuses what is larger, and keeps none of it. */
export async function readBody(request: Request, mostBytes: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes + discardedBytes) throw new Refusal("too_large");
  if (!request.body) return Buffer.alloc(0);
  let chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length <= mostBytes) chunks.push(part.value);
    else chunks = [];
    if (length > mostBytes + discardedBytes) {
      await reader.cancel();
      break;
    }
  }
  if (length > mostBytes) throw new Refusal("too_large");
  return Buffer.concat(chunks);
}

/** The JSON in a body; undefined when there is no body at all. */
export function parseJson(bytes: Buffer, contentType: string | null): unknown {
  if (bytes.byteLength === 0) return undefined;
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType ?? ""))
    throw new Refusal("invalid_input", { reason: "not_sent_as_json" });
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new Refusal("invalid_input", { reason: "not_json" });
    throw error;
  }
}
