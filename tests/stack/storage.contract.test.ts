import { randomBytes } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSupabaseProject, type SupabaseProject } from "./supabase-project.ts";

const bucket = `contract-${randomBytes(6).toString("hex")}`;
const photo = randomBytes(200_000);

let project: SupabaseProject;

beforeAll(async () => {
  project = await openSupabaseProject();
  const { error } = await server().storage.createBucket(bucket, { public: false });
  expect(error).toBeNull();
});

afterAll(async () => {
  await server().storage.emptyBucket(bucket);
  await server().storage.deleteBucket(bucket);
  await project.close();
});

const connect = (key: string) => createClient(project.url, key, { auth: { persistSession: false } });
const server = () => connect(project.secretKey);
const stranger = () => connect(project.publishableKey);

/** Of the answer and of what it says in its body: Storage's releases differ in which of them is meant. */
const statusesOf = (error: { status?: number | undefined; statusCode?: string | undefined } | null) => [
  String(error?.status),
  error?.statusCode,
];

/** Supabase Lite answers whole paths where Storage answers names, so the product must not use more than the last part. */
async function namesIn(folder: string): Promise<(string | undefined)[]> {
  const { data, error } = await server().storage.from(bucket).list(folder);
  if (error) throw error;
  return data.map(({ name }) => name.split("/").at(-1)).toSorted();
}

describe("Storage, as the product uses it: from the server", () => {
  test("keeps a Buffer and gives back the same bytes", async () => {
    const files = server().storage.from(bucket);
    const upload = await files.upload("interventions/1/photo.jpg", photo, { contentType: "image/jpeg" });
    expect(upload.error).toBeNull();
    const download = await files.download("interventions/1/photo.jpg");
    expect(download.error).toBeNull();
    expect(await download.data?.bytes()).toEqual(new Uint8Array(photo));
    expect(download.data?.type).toBe("image/jpeg");
  });

  test("does not overwrite unless asked to", async () => {
    const files = server().storage.from(bucket);
    await files.upload("note.txt", Buffer.from("first"), { contentType: "text/plain" });
    expect((await files.upload("note.txt", Buffer.from("second"))).error).not.toBeNull();
    expect(await (await files.download("note.txt")).data?.text()).toBe("first");
    expect((await files.upload("note.txt", Buffer.from("third"), { upsert: true })).error).toBeNull();
    expect(await (await files.download("note.txt")).data?.text()).toBe("third");
  });

  test("says what is missing and what is there already by the status in its answer", async () => {
    const missing = await server().storage.from(bucket).download("interventions/3/none").asStream();
    expect(statusesOf(missing.error)).toContain("404");
    const again = await server().storage.createBucket(bucket, { public: false });
    expect(statusesOf(again.error)).toContain("409");
    expect((await server().storage.from(bucket).remove(["interventions/3/none"])).error).toBeNull();
  });

  test("lists a folder and removes from it", async () => {
    const files = server().storage.from(bucket);
    for (const name of ["a.txt", "b.txt"]) {
      expect((await files.upload(`interventions/2/${name}`, Buffer.from(name))).error).toBeNull();
    }
    expect(await namesIn("interventions/2")).toEqual(["a.txt", "b.txt"]);
    expect((await files.remove(["interventions/2/a.txt"])).error).toBeNull();
    expect(await namesIn("interventions/2")).toEqual(["b.txt"]);
    expect((await files.download("interventions/2/a.txt")).error).not.toBeNull();
  });

  test("serves many downloads, also ones that nobody reads to the end", async () => {
    const files = server().storage.from(bucket);
    await files.upload("read-often.jpg", photo);
    for (let count = 0; count < 150; count++) {
      const { data, error } = await files.download("read-often.jpg").asStream();
      expect(error).toBeNull();
      if (count % 2 === 0) await data?.cancel();
      else expect((await new Response(data).bytes()).length).toBe(photo.length);
    }
  });

  test("shows strangers nothing and takes nothing from them", async () => {
    const files = stranger().storage.from(bucket);
    expect((await files.upload("mine.txt", Buffer.from("mine"))).error).not.toBeNull();
    expect((await files.list("interventions")).data).toEqual([]);
    expect((await files.download("interventions/1/photo.jpg")).error).not.toBeNull();
  });
});
