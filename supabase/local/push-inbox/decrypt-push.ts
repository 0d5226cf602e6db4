import { createDecipheriv, type ECDH, hkdfSync } from "node:crypto";

const publicKeyBytes = 65;
const tagBytes = 16;

/**
 * Reads the body of a Web Push message as the browser would (RFC 8291 on top of RFC 8188's aes128gcm), from node:crypto
 * alone: it must not share a mistake with the library that encrypts.
 *
 * @param keys the subscription's key pair
 * @param auth the subscription's 16 random bytes
 * @throws when the body is not exactly one well-formed record, or was not meant for these keys
 */
export function decryptPush(body: Buffer, keys: ECDH, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const keyIdBytes = body.readUInt8(20);
  if (keyIdBytes !== publicKeyBytes) throw new Error(`the sender's key has ${keyIdBytes} bytes`);
  const senderKey = body.subarray(21, 21 + publicKeyBytes);
  const record = body.subarray(21 + publicKeyBytes);
  if (record.length > recordSize) throw new Error("more than one record: push messages have one");

  const shared = keys.computeSecret(senderKey);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), senderKey]);
  const inputKey = derive(shared, auth, info, 32);
  const key = derive(inputKey, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(inputKey, salt, Buffer.from("Content-Encoding: nonce\0"), 12);

  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(record.subarray(-tagBytes));
  return withoutPadding(Buffer.concat([decipher.update(record.subarray(0, -tagBytes)), decipher.final()]));
}

function derive(inputKey: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", inputKey, salt, info, bytes));
}

/** The last record's text ends with 0x02 and any number of zeros. */
function withoutPadding(padded: Buffer): Buffer {
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error("the last record's delimiter is missing");
  return padded.subarray(0, end);
}
