import type { AwaitedResponse } from "../domain/notifications/awaited-response.ts";
import type { MessageKind, Wording } from "../domain/notifications/message.ts";
import type { PushPayload } from "../domain/notifications/push-payload.ts";
import { shorten } from "../domain/text.ts";
import type { Translator } from "../messages/index.ts";

type PayloadParts = {
  kind: MessageKind;
  wording: Wording;
  /** The bell row that this push echoes; null where there is none. */
  notificationId: number | string | null;
  unread: number;
  /** ISO 8601 */
  happenedAt: string;
  awaited: AwaitedResponse | null;
  translator: Translator;
};

/** Push services guarantee 4096 bytes for the encrypted body; 3 KB leave room and spare a phone's data. */
const mostBytes = 3 * 1024;

/**
 * The payload of a push. If it would be too large its body is shortened, then its title, between characters as readers
 * know them; path, tag and buttons are never touched.
 */
export function pushPayload(parts: PayloadParts): string {
  const { wording, translator } = parts;
  const payload: PushPayload = {
    kind: parts.kind,
    title: wording.title,
    body: wording.body,
    path: wording.action?.path ?? "/",
    tag: tagOf(parts),
    lang: translator.language,
    dir: translator.direction,
    unread: parts.unread,
    timestamp: Date.parse(parts.happenedAt),
    ...(parts.awaited && { awaited: parts.awaited }),
  };
  if (!fits(payload)) payload.body = longest(payload.body, (body) => fits({ ...payload, body }));
  if (!fits(payload)) payload.title = longest(payload.title, (title) => fits({ ...payload, title }));
  return JSON.stringify(payload);
}

/** One thing is one notification on the screen; of tests and summaries the last one is enough. */
function tagOf({ kind, notificationId }: PayloadParts): string {
  if (notificationId !== null) return `notification-${notificationId}`;
  return kind === "push.tested" ? "test" : kind;
}

function fits(payload: PushPayload): boolean {
  return Buffer.byteLength(JSON.stringify(payload)) <= mostBytes;
}

/** The longest shortening of a text that passes; empty if none does. */
function longest(text: string, passes: (shortened: string) => boolean): string {
  let best = "";
  let [least, most] = [1, text.length];
  while (least <= most) {
    const middle = Math.floor((least + most) / 2);
    const shortened = shorten(text, middle);
    if (passes(shortened)) {
      best = shortened;
      least = middle + 1;
    } else {
      most = middle - 1;
    }
  }
  return best;
}
