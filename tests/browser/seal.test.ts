import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSealed, seal, unseal } from "#lib/browser/outbox/seal.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";

const [key, otherKey] = [newKey(), newKey()];
const account = "6f1c1c54-0000-4000-8000-000000000001";
const note: WaitingChange = {
  id: 7,
  account,
  number: 1019,
  doing: { kind: "note", note: { id: "n", text: "Scheda sostituita – è à posto 🔧" } },
  method: "PUT",
  path: "/api/interventions/1019/notes/n",
  body: { text: "Scheda sostituita – è à posto 🔧" },
  key: "k",
  madeAt: "2026-11-27T08:00:00.000Z",
  problem: null,
};

describe("a change that is sealed", () => {
  test("is, opened, what it was", async () => {
    const sealed = await seal(note, key, 5);
    expect(isSealed(sealed)).toBe(true);
    expect(isSealed(note)).toBe(false);
    expect(await unseal(sealed, key)).toEqual(note);
  });

  test("keeps the bytes and the type of its file", async () => {
    const bytes = randomBytes(70_000);
    const file = new Blob([bytes], { type: "image/jpeg" });
    const opened = await unseal(await seal({ ...note, body: undefined, file }, key, 5), key);
    expect(opened?.file?.type).toBe("image/jpeg");
    expect(await bytesOf(opened?.file ?? new Blob())).toEqual(bytes);
    expect((await unseal(await seal(note, key, 5), key))?.file).toBeUndefined();
  });

  test("is sealed also when the browser has lost the bytes of its file: they are none then", async () => {
    const opened = await unseal(await seal({ ...note, body: undefined, file: new LostFile() }, key, 5), key);
    expect(opened?.doing).toEqual(note.doing);
    expect(opened?.file).toMatchObject({ size: 0, type: "image/jpeg" });
  });

  test("says only its id, whose it is, and since when", async () => {
    const sealed = await seal(note, key, 5);
    const { iv, ciphertext, ...readable } = sealed;
    expect(readable).toEqual({ id: 7, account, sealedAt: 5 });
    const bytes = Buffer.from(await ciphertext.arrayBuffer());
    for (const word of ["Scheda", "1019", "note", "PUT"]) expect(bytes.includes(word), word).toBe(false);
    expect(iv).toHaveLength(12);
  });

  test("is sealed otherwise each time", async () => {
    const [one, other] = [await seal(note, key, 5), await seal(note, key, 5)];
    expect(one.iv).not.toEqual(other.iv);
    expect(await bytesOf(one.ciphertext)).not.toEqual(await bytesOf(other.ciphertext));
  });

  test("is opened by no other key, in nobody else's name, in no other place, and not when a bit of it was changed", async () => {
    const sealed = await seal(note, key, 5);
    expect(await unseal(sealed, otherKey)).toBeNull();
    expect(await unseal({ ...sealed, account: account.replace("1", "2") }, key)).toBeNull();
    expect(await unseal({ ...sealed, id: 8 }, key)).toBeNull();
    const bytes = await bytesOf(sealed.ciphertext);
    bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
    expect(await unseal({ ...sealed, ciphertext: new Blob([bytes]) }, key)).toBeNull();
  });
});

function newKey(): string {
  return randomBytes(32).toString("base64url");
}

async function bytesOf(blob: Blob): Promise<Buffer<ArrayBuffer>> {
  return Buffer.from(await blob.arrayBuffer());
}

/** As browsers give it when what is behind it cannot be read any more. */
class LostFile extends Blob {
  constructor() {
    super(["bytes"], { type: "image/jpeg" });
  }
  override slice(): Blob {
    return this;
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException("The file could not be read", "NotReadableError"));
  }
}
