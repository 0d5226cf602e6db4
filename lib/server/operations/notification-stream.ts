import { operation } from "./operation.ts";

export const streamNotifications = operation({
  method: "GET",
  path: "/api/notifications/stream",
  tag: "Bell",
  summary: "Server-sent events: `notification` for each new row, `reading` when rows were read; honours Last-Event-ID",
  access: "account",
  status: 200,
});
