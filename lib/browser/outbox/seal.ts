import { readable } from "./readable.ts";
import type { WaitingChange } from "./waiting-change.ts";

/**
 * A change whose person has gone from this device: nobody can read it but with the key that comes when the same person
 * signs in again. AES-GCM, 256 bits; a row cannot be passed off as another, because account and id are sealed with it.
 */
export type SealedChange = {
  id: number;
  account: string;
  /** By this device's clock, in milliseconds since 1970: what nobody comes for is dropped some day. */
  sealedAt: number;
  iv: Uint8Array<ArrayBuffer>;
  /** A Blob, so that whoever lists what waits does not read photos into memory. */
  ciphertext: Blob;
};

const IV_BYTES = 12;
const LENGTH_BYTES = 4;

export function isSealed(row: WaitingChange | SealedChange): row is SealedChange {
  return "ciphertext" in row;
}

/** @param key base64url, 256 bits @param now in milliseconds since 1970 */
export async function seal(change: WaitingChange, key: string, now: number): Promise<SealedChange> {
  const { id, account } = change;
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const encrypted = await crypto.subtle.encrypt(wayOf(iv, change), await imported(key), await packed(change));
  return { id, account, sealedAt: now, iv, ciphertext: new Blob([encrypted]) };
}

/** Null when it is not this key's. */
export async function unseal(sealed: SealedChange, key: string): Promise<WaitingChange | null> {
  const encrypted = await sealed.ciphertext.arrayBuffer();
  const way = wayOf(sealed.iv, sealed);
  const opened = await crypto.subtle.decrypt(way, await imported(key), encrypted).catch(() => null);
  return opened && unpacked(opened);
}

function wayOf(iv: Uint8Array<ArrayBuffer>, { account, id }: Pick<SealedChange, "account" | "id">): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${account} ${id}`) };
}

function imported(key: string): Promise<CryptoKey> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** How long the JSON of the change is, that JSON, and the bytes of its file. */
async function packed({ file, ...change }: WaitingChange): Promise<Uint8Array<ArrayBuffer>> {
  const json = new TextEncoder().encode(JSON.stringify({ change, fileType: file?.type }));
  const bytes = new Uint8Array(file ? await (await readable(file)).arrayBuffer() : []);
  const all = new Uint8Array(LENGTH_BYTES + json.length + bytes.length);
  new DataView(all.buffer).setUint32(0, json.length);
  all.set(json, LENGTH_BYTES);
  all.set(bytes, LENGTH_BYTES + json.length);
  return all;
}

function unpacked(all: ArrayBuffer): WaitingChange {
  const fileAt = LENGTH_BYTES + new DataView(all).getUint32(0);
  const { change, fileType } = JSON.parse(new TextDecoder().decode(all.slice(LENGTH_BYTES, fileAt)));
  return fileType === undefined ? change : { ...change, file: new Blob([all.slice(fileAt)], { type: fileType }) };
}
