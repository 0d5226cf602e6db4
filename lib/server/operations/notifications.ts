import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { bellQuery, bellRow, unreadCount } from "../../domain/notifications/bell-row.ts";
import { page } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/notifications";
const tag = "Bell";
const params = z.object({ id: idInPath });

export const listNotifications = operation({
  method: "GET",
  path,
  tag,
  summary: "One's own bell, newest first",
  access: "account",
  query: bellQuery,
  answer: page(bellRow).extend(unreadCount.shape),
});

export const markRead = operation({
  method: "PUT",
  path: `${path}/{id}/reading`,
  tag,
  summary: "Mark as read",
  access: "account",
  params,
  answer: unreadCount,
});

export const markUnread = operation({
  method: "DELETE",
  path: `${path}/{id}/reading`,
  tag,
  summary: "Mark as unread",
  access: "account",
  params,
  answer: unreadCount,
});

export const markAllRead = operation({
  method: "PUT",
  path: `${path}/readings`,
  tag,
  summary: "Mark all as read",
  access: "account",
  answer: unreadCount,
});
