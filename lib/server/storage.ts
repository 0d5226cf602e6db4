import { log } from "./log.ts";
import { supabaseStorage } from "./supabase.ts";

/** Private: nobody but the server has a key that opens it. */
const bucket = "attachments";

type Bucket = ReturnType<ReturnType<typeof supabaseStorage>["from"]>;

let opened: Promise<Bucket> | null = null;

/** Under a name that nothing had before. */
export async function keepObject(name: string, bytes: Buffer, contentType: string): Promise<void> {
  const { error } = await (await open()).upload(name, bytes, { contentType });
  if (error) throw error;
}

/** Null when there is no such object. */
export async function readObject(name: string): Promise<ReadableStream<Uint8Array> | null> {
  const { data, error } = await (await open()).download(name).asStream();
  if (error && isMissing(error)) return null;
  if (error) throw error;
  return data;
}

/** What is not there any more is no error. */
export async function removeObjects(names: string[]): Promise<void> {
  const { error } = await (await open()).remove(names);
  if (error) throw error;
}

/** Made by whichever process comes first; one that failed to is tried again by the next request. */
function open(): Promise<Bucket> {
  opened ??= makeBucket().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function makeBucket(): Promise<Bucket> {
  const storage = supabaseStorage();
  const { error } = await storage.createBucket(bucket, { public: false });
  if (error && !isThereAlready(error)) throw error;
  if (error) await closeToStrangers();
  return storage.from(bucket);
}

/** A bucket that somebody else has made may be public: then whoever knows a name reads what is in it. */
async function closeToStrangers(): Promise<void> {
  const storage = supabaseStorage();
  const { data, error } = await storage.getBucket(bucket);
  if (error) throw error;
  if (!data.public) return;
  const { error: refused } = await storage.updateBucket(bucket, { public: false });
  if (refused) throw refused;
  log("warn", { event: "public_bucket_made_private", bucket });
}

/** Storage answers 400 and names the status that it means in the body (https://supabase.com/docs/guides/storage/debugging/error-codes). */
type StorageError = { status?: number | undefined; statusCode?: string | undefined };

function isMissing({ status, statusCode }: StorageError): boolean {
  return status === 404 || statusCode === "404";
}

function isThereAlready({ status, statusCode }: StorageError): boolean {
  return status === 409 || statusCode === "409";
}
