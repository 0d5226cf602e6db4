import { bell } from "#lib/server/bell.ts";
import { streamRoute } from "#lib/server/http.ts";
import { streamNotifications } from "#lib/server/operations/notification-stream.ts";

export const dynamic = "force-dynamic";

export const GET = streamRoute(streamNotifications, (listener, request) =>
  bell().open(listener, request.headers.get("last-event-id")),
);
