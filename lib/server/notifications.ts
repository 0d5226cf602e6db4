import { markAllRead, markRead, markUnread, readBell, unreadCount } from "../db/notifications.ts";
import { encodeCursor } from "../domain/cursor.ts";
import { templateBook } from "../domain/notifications/template-book.ts";
import { wordedRow } from "./bell-row.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/notifications.ts";
import { Refusal } from "./refusal.ts";

type BellCall = Pick<Call<typeof operations.listNotifications>, "transaction" | "account" | "query">;

export async function showBell({ transaction, account, query }: BellCall) {
  const bell = await readBell(transaction, account.id, query);
  const shown = bell.rows.slice(0, query.limit);
  const last = shown.at(-1);
  const company = { organization: bell.organization, templates: templateBook(bell.templates) };
  const reader = { language: account.language, recipient_name: account.name };
  return {
    items: shown.flatMap((row) => wordedRow({ ...row, ...reader }, company)),
    next_cursor: last && bell.rows.length > query.limit ? encodeCursor([last.id]) : null,
    unread_count: bell.unreadCount,
  };
}

export async function read({ transaction, account, params }: Call<typeof operations.markRead>) {
  if (!(await markRead(transaction, account.id, params.id))) throw new Refusal("not_found");
  return { unread_count: await unreadCount(transaction, account.id) };
}

export async function unread({ transaction, account, params }: Call<typeof operations.markUnread>) {
  if (!(await markUnread(transaction, account.id, params.id))) throw new Refusal("not_found");
  return { unread_count: await unreadCount(transaction, account.id) };
}

export async function readAll({ transaction, account }: Call<typeof operations.markAllRead>) {
  await markAllRead(transaction, account.id);
  return { unread_count: await unreadCount(transaction, account.id) };
}
