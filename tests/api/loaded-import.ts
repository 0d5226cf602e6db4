import { expect } from "vitest";
import type { Client } from "./client.ts";

export const asFile = { "content-type": "application/octet-stream" };

/** A file, or without a name a pasted table, that was loaded and read. */
export async function loadImport(client: Client, content: BodyInit, name = "contacts.csv") {
  const query = name === "" ? "" : `?file_name=${encodeURIComponent(name)}`;
  const { status, body } = await client.post(`/api/imports${query}`, undefined, { raw: content, headers: asFile });
  expect(status).toBe(201);
  return settledImport(client, body.id);
}

/** As soon as no worker is at it. */
export async function settledImport(client: Client, id: number) {
  const isAtWork = (state: string) => /ing$/.test(state);
  await expect
    .poll(async () => isAtWork((await client.get(`/api/imports/${id}`)).body.state), { timeout: 30_000 })
    .toBe(false);
  return (await client.get(`/api/imports/${id}`)).body;
}
