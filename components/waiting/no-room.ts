import { NoRoom } from "#lib/browser/outbox/outbox-store.ts";
import type { Texts } from "#lib/browser/texts.tsx";

/** What keeps a decision about what waits from being kept itself. */
export function noRoomInWords(t: Texts["t"]): (error: unknown) => string | undefined {
  return (error) => (error instanceof NoRoom ? t("gathering.no_room") : undefined);
}
