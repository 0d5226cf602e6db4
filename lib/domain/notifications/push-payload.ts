import type { AwaitedResponse } from "./awaited-response.ts";
import type { MessageKind } from "./message.ts";

/** What the worker sends to the service worker, as JSON. */
export type PushPayload = {
  kind: MessageKind;
  title: string;
  body: string;
  /** Where a click leads: a path on our own origin. */
  path: string;
  /** A second message with the same tag replaces the first on the screen. */
  tag: string;
  lang: string;
  dir: "ltr" | "rtl";
  /** For the badge on the app's icon. */
  unread: number;
  /** When it happened, in milliseconds since 1970, as `showNotification` wants it. */
  timestamp: number;
  /** A service worker of an older version does without. */
  awaited?: AwaitedResponse;
};
