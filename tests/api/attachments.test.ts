import { randomBytes, randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { sql } from "kysely";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { largestAttachment, mostAttachments } from "#lib/domain/interventions/entry-limits.ts";
import type { Answer, Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;
let sara: Client;
let marcoId: number;
let saraId: number;

beforeAll(async () => {
  [admin, marco, sara] = await Promise.all([
    here.service.admin(),
    here.service.technician(0),
    here.service.technician(1),
  ]);
  [marcoId, saraId] = await Promise.all([here.service.contactIdOf(marco), here.service.contactIdOf(sara)]);
});

type Job = { number: number };
type Fact = { kind: string; from: unknown; to: unknown };

async function job(technicians: number[] = [marcoId]): Promise<Job> {
  const answer = await admin.post("/api/interventions", { title: "Caldaia in blocco", technician_ids: technicians });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const at = ({ number }: Job, id: string, rest = "") => `/api/interventions/${number}/attachments/${id}${rest}`;

function send(as: Client, of: Job, id: string, bytes: Buffer, name = "photo.jpg"): Promise<Answer> {
  const path = `${at(of, id)}?name=${encodeURIComponent(name)}`;
  const headers = { "content-type": "application/octet-stream" };
  return as.call("PUT", path, undefined, { raw: new Uint8Array(bytes), headers });
}

async function kept(of: Job, bytes: Buffer, name?: string, as = marco): Promise<string> {
  const id = randomUUID();
  const answer = await send(as, of, id, bytes, name);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return id;
}

const listed = async (of: Job) => (await admin.get(`/api/interventions/${of.number}/entries`)).body.attachments;

async function facts(of: Job): Promise<Fact[]> {
  const { items } = (await admin.get(`/api/interventions/${of.number}/events`)).body;
  return items.filter(({ kind }: Fact) => kind.startsWith("intervention.file_"));
}

/** How many objects Storage has under an id. */
async function stored({ number }: Job, id: string): Promise<number> {
  const { supabase_url, supabase_secret_key } = here.service.running;
  const { rows } = await sql<{ id: number }>`select id from interventions where number = ${number}`.execute(
    here.service.owner,
  );
  const { storage } = createClient(supabase_url, supabase_secret_key, { auth: { persistSession: false } });
  const { data, error } = await storage.from("attachments").list(`interventions/${rows[0]?.id}/${id}`);
  if (error) throw error;
  return data.length;
}

/** Left half red, right half blue: which side is up can be seen. */
function picture(width = 1200, height = 800) {
  const blue = { create: { width: width / 2, height, channels: 3, background: "#0000ff" } } as const;
  return sharp({ create: { width, height, channels: 3, background: "#ff0000" } }).composite([
    { input: blue, left: width / 2, top: 0 },
  ]);
}

const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n", "latin1");

describe("a photo", () => {
  test("is kept once however often it is sent, under the id that the phone made, and comes back the same", async () => {
    const made = await job();
    const id = randomUUID();
    const bytes = await picture().jpeg().toBuffer();
    const first = await send(marco, made, id, bytes, "caldaia.jpg");
    expect(first.body).toMatchObject({
      id,
      name: "caldaia.jpg",
      media_type: "image/jpeg",
      size: bytes.length,
      width: 1200,
      height: 800,
      has_thumbnail: true,
      author: { name: "Marco Bellini" },
    });
    expect((await send(marco, made, id, bytes, "caldaia.jpg")).body).toEqual(first.body);
    const other = await send(marco, made, id, await picture(40, 40).png().toBuffer(), "other.png");
    expect([other.status, other.body], "what is there stays").toEqual([200, first.body]);
    expect(await listed(made)).toEqual([first.body]);
    expect((await marco.file(at(made, id))).bytes.equals(bytes)).toBe(true);
    expect(await facts(made)).toMatchObject([
      { kind: "intervention.file_added", to: { name: "caldaia.jpg", size: bytes.length } },
    ]);
  });

  test("sent twice at once is kept once", async () => {
    const made = await job();
    const id = randomUUID();
    const bytes = await picture().jpeg().toBuffer();
    const answers = await Promise.all([1, 2, 3].map(() => send(marco, made, id, bytes)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await facts(made)).toHaveLength(1);
    expect((await marco.file(at(made, id))).bytes.equals(bytes)).toBe(true);
    expect(await stored(made, id)).toBe(2);
  });

  test("sent again under its Idempotency-Key is answered the same, and does not come back after it was removed", async () => {
    const made = await job();
    const id = randomUUID();
    const raw = new Uint8Array(await picture().jpeg().toBuffer());
    const headers = { "content-type": "application/octet-stream", "idempotency-key": randomUUID() };
    const put = (bytes = raw) => marco.call("PUT", `${at(made, id)}?name=a.jpg`, undefined, { raw: bytes, headers });
    const first = await put();
    expect(first.status).toBe(200);
    expect((await put()).body).toEqual(first.body);
    expect((await put(raw.slice(0, 100))).status, "another file").toBe(422);
    await marco.delete(at(made, id));
    const late = await put();
    expect([late.status, late.body]).toEqual([200, first.body]);
    expect([await listed(made), await stored(made, id)]).toEqual([[], 0]);
    await admin.put(`/api/interventions/${made.number}/technicians`, { contact_ids: [saraId] });
    expect((await put()).body, "also who is not on the job any more").toEqual(first.body);
  });

  test("turned by the camera has a thumbnail that is upright, small, and tells nothing of the camera", async () => {
    const made = await job();
    const exif = { IFD0: { Make: "Camera of Marco" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "45/1 28/1 0/1" } };
    const turned = await picture().withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(turned.includes("Camera of Marco")).toBe(true);
    const id = await kept(made, turned);
    expect((await listed(made))[0]).toMatchObject({ width: 800, height: 1200 });

    const { bytes, headers } = await marco.file(at(made, id, "/thumbnail"));
    expect(headers.get("content-type")).toBe("image/webp");
    const { format, width, height, orientation, exif: left } = await sharp(bytes).metadata();
    expect({ format, width, height, orientation, left }).toEqual({ format: "webp", width: 320, height: 480 });
    // The left side of what the sensor saw is at the top of a camera that was held upright.
    const corner = async (top: number) =>
      [...(await sharp(bytes).extract({ left: 150, top, width: 1, height: 1 }).raw().toBuffer())].map((value) =>
        value > 128 ? 1 : 0,
      );
    expect(await corner(20), "red").toEqual([1, 0, 0]);
    expect(await corner(460), "blue").toEqual([0, 0, 1]);
  });

  test("that is smaller than a thumbnail is not blown up", async () => {
    const made = await job();
    const { bytes } = await marco.file(
      at(made, await kept(made, await picture(60, 40).png().toBuffer()), "/thumbnail"),
    );
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 60, height: 40 });
  });

  test.for([
    ["image/jpeg", "jpeg"],
    ["image/png", "png"],
    ["image/webp", "webp"],
  ] as const)("is an %s by its content, whatever it is called", async ([type, format]) => {
    const made = await job();
    const bytes = await picture(30, 20).toFormat(format).toBuffer();
    const id = await kept(made, bytes, "x.html");
    const { headers } = await marco.file(at(made, id));
    expect(headers.get("content-type")).toBe(type);
    expect((await listed(made))[0]).toMatchObject({ media_type: type, name: "x.html" });
  });

  test("may be as many pixels as a phone takes, packed or not", async () => {
    const made = await job();
    const large = sharp({ create: { width: 6000, height: 4000, channels: 4, background: "#336699" } });
    await kept(made, await large.png().toBuffer());
    expect((await listed(made))[0]).toMatchObject({ width: 6000, height: 4000 });
  });
});

describe("a document", () => {
  test("is a PDF, has no thumbnail, and is saved instead of shown", async () => {
    const made = await job();
    const id = await kept(made, pdf, "Rapporto n° 5.pdf");
    expect((await listed(made))[0]).toMatchObject({ media_type: "application/pdf", width: null, has_thumbnail: false });
    const { bytes, headers } = await marco.file(at(made, id));
    expect(bytes.equals(pdf)).toBe(true);
    expect(headers.get("content-type")).toBe("application/pdf");
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="Rapporto n_ 5.pdf"; filename*=UTF-8''Rapporto%20n%C2%B0%205.pdf`,
    );
    expect((await marco.get(at(made, id, "/thumbnail"))).status).toBe(404);
  });
});

describe("what is sent back", () => {
  test("is never sniffed, run, framed, or kept by a proxy", async () => {
    const made = await job();
    const id = await kept(made, await picture().jpeg().toBuffer());
    for (const rest of ["", "/thumbnail"]) {
      const { headers } = await marco.file(at(made, id, rest));
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("cache-control")).toBe("private, no-cache");
      expect(headers.get("content-disposition")).toMatch(/^inline; filename="photo\.jpg/);
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test("is not sent again to a browser that has it, if it is still for whoever asks", async () => {
    const made = await job();
    const id = await kept(made, await picture().jpeg().toBuffer());
    for (const path of [at(made, id), at(made, id, "/thumbnail")]) {
      const { headers } = await marco.file(path);
      const etag = headers.get("etag") ?? "";
      expect(etag).toMatch(/^"[0-9a-f-]{36}"$/);
      for (const known of [etag, `"other", W/${etag}`]) {
        const again = await marco.open(path, { "if-none-match": known });
        expect([again.status, await again.text()]).toEqual([304, ""]);
        // What a browser keeps takes these from the newest answer.
        for (const name of ["etag", "cache-control", "content-security-policy", "x-account-id"])
          expect(again.headers.get(name), name).toBe(headers.get(name));
      }
      expect((await marco.open(path, { "if-none-match": '"other"' })).status).toBe(200);
      expect((await sara.open(path, { "if-none-match": etag })).status).toBe(404);
      expect((await here.service.stranger().open(path, { "if-none-match": etag })).status).toBe(401);
    }
    await admin.put(`/api/interventions/${made.number}/technicians`, { contact_ids: [saraId] });
    const etag = (await sara.file(at(made, id))).headers.get("etag") ?? "";
    expect((await marco.open(at(made, id), { "if-none-match": etag })).status, "taken off the job").toBe(404);
  });

  test("has a name that stays within its header", async () => {
    const made = await job();
    const id = await kept(made, pdf, '\u202Egpj".exe"; x=\\\r\nSet-Cookie: a=b; così (1)\u200F.pdf');
    const name = 'gpj".exe"; x=\\ Set-Cookie: a=b; così (1).pdf';
    expect((await listed(made))[0].name).toBe(name);
    const { headers } = await marco.file(at(made, id));
    expect(headers.get("set-cookie")).toBeNull();
    const [, plain, exact] =
      /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([\w.%-]+)$/.exec(
        headers.get("content-disposition") ?? "",
      ) ?? [];
    expect(plain).toBe("gpj_.exe_; x=_ Set-Cookie: a=b; cos_ (1).pdf");
    expect(decodeURIComponent(exact ?? "")).toBe(name);
  });
});

describe("what is no photo and no PDF is refused, and nothing of it is kept", () => {
  const zip = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), randomBytes(500)]);
  const heic = Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), randomBytes(500)]);
  test.for<[string, Buffer | (() => Promise<Buffer>), string]>([
    ["HTML", Buffer.from("<!doctype html><script>alert(1)</script>"), "not_an_attachment"],
    [
      "SVG",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      "not_an_attachment",
    ],
    ["a ZIP", zip, "not_an_attachment"],
    ["HEIC", heic, "not_an_attachment"],
    ["GIF", async () => picture(20, 20).gif().toBuffer(), "not_an_attachment"],
    ["one byte", Buffer.of(0xff), "not_an_attachment"],
    ["nothing", Buffer.alloc(0), "empty"],
    ["HTML that says it is a PDF", Buffer.from("<html>%PDF-1.7 %%EOF"), "not_an_attachment"],
    ["half a PDF", Buffer.concat([pdf.subarray(0, 30), Buffer.alloc(5000, 32)]), "not_an_attachment"],
    ["half a JPEG", async () => half(await picture().jpeg().toBuffer()), "picture_broken"],
    ["half a PNG", async () => half(await picture().png().toBuffer()), "picture_broken"],
    ["half a WebP", async () => half(await picture().webp().toBuffer()), "picture_broken"],
    ["a WebP full of nothing", async () => hollow(await picture().webp().toBuffer()), "picture_broken"],
    ["13,000 pixels in a row", async () => picture(13_000, 2).png().toBuffer(), "photo_too_large"],
    ["120 megapixels", async () => (await picture(12_000, 10_000)).png().toBuffer(), "photo_too_large"],
  ])("%s", async ([, content, reason]) => {
    const made = await job();
    const id = randomUUID();
    const answer = await send(marco, made, id, Buffer.isBuffer(content) ? content : await content());
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_input"]);
    expect(answer.body.errors).toMatchObject([{ path: "file", code: reason }]);
    expect([await listed(made), await facts(made), await stored(made, id)]).toEqual([[], [], 0]);
  });

  const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);
  const hollow = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 30), Buffer.alloc(bytes.length - 30)]);

  test("more than 20 MB, by one byte; 20 MB are fine", async () => {
    const made = await job();
    const id = randomUUID();
    const photo = await picture().jpeg().toBuffer();
    // Bytes behind the end of a JPEG are nobody's.
    const large = Buffer.concat([photo, Buffer.alloc(largestAttachment - photo.length)]);
    const answer = await send(marco, made, id, Buffer.concat([large, Buffer.of(0)]));
    expect([answer.status, answer.body.code]).toEqual([413, "too_large"]);
    expect([await listed(made), await stored(made, id)]).toEqual([[], 0]);
    expect((await send(marco, made, id, large)).body).toMatchObject({ size: largestAttachment });
    expect((await marco.file(at(made, id))).bytes.equals(large)).toBe(true);
  });

  test.for(["", "  \n ", "x".repeat(201)])("a name that is none: %j", async (name) => {
    const made = await job();
    const answer = await send(marco, made, randomUUID(), pdf, name);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, "name"]);
    expect(await listed(made)).toEqual([]);
  });

  test("an id that is none does not exist", async () => {
    expect((await send(marco, await job(), "1", pdf)).status).toBe(404);
  });

  test("more than an intervention keeps", async () => {
    const made = await job();
    await sql`
      insert into attachments (id, intervention_id, name, media_type, size)
      select gen_random_uuid(), i.id, 'scan.pdf', 'application/pdf', 1
      from interventions i, generate_series(1, ${mostAttachments - 1}) where i.number = ${made.number}
    `.execute(here.service.owner);
    const last = await kept(made, pdf);
    const answer = await send(marco, made, randomUUID(), pdf);
    expect(answer.body.errors).toMatchObject([{ path: "file", code: "too_many_attachments" }]);
    expect((await send(marco, made, last, pdf)).status, "what is there may be sent again").toBe(200);
    expect(await listed(made)).toHaveLength(mostAttachments);
  });
});

describe("strangers", () => {
  test("another technician, and who is not signed in, neither see, add nor remove any", async () => {
    const made = await job();
    const bytes = await picture().jpeg().toBuffer();
    const id = await kept(made, bytes);
    for (const [who, status] of [[sara, 404] as const, [here.service.stranger(), 401] as const]) {
      const mine = randomUUID();
      expect((await send(who, made, mine, bytes)).status).toBe(status);
      expect(await stored(made, mine)).toBe(0);
      expect((await send(who, made, id, bytes)).status).toBe(status);
      expect((await who.get(at(made, id))).status).toBe(status);
      expect((await who.get(at(made, id, "/thumbnail"))).status).toBe(status);
      expect((await who.delete(at(made, id))).status).toBe(status);
    }
    expect([(await listed(made)).length, await stored(made, id)]).toEqual([1, 2]);
  });

  test("an id of another intervention leads to nothing there, and takes nothing from it", async () => {
    const [marcos, saras] = [await job(), await job([saraId])];
    const bytes = await picture().jpeg().toBuffer();
    const id = await kept(marcos, bytes);
    expect((await sara.get(at(saras, id))).status).toBe(404);
    expect((await sara.get(at(saras, id, "/thumbnail"))).status).toBe(404);
    expect((await sara.delete(at(saras, id))).status).toBe(404);
    const answer = await send(sara, saras, id, pdf);
    expect([answer.status, answer.body.code]).toEqual([409, "already_exists"]);
    expect([await listed(saras), await stored(saras, id)]).toEqual([[], 0]);
    expect((await marco.file(at(marcos, id))).bytes.equals(bytes)).toBe(true);
  });

  test("whoever is taken off the job reads nothing of it any more", async () => {
    const made = await job();
    const id = await kept(made, pdf);
    await admin.put(`/api/interventions/${made.number}/technicians`, { contact_ids: [saraId] });
    expect((await marco.get(at(made, id))).status).toBe(404);
    expect((await sara.file(at(made, id))).bytes.equals(pdf)).toBe(true);
  });
});

describe("removing", () => {
  test("takes the bytes out of Storage; the history knows what was there", async () => {
    const made = await job();
    const id = await kept(made, await picture().jpeg().toBuffer(), "errore.jpg");
    const [{ size }] = await listed(made);
    expect(await stored(made, id)).toBe(2);
    expect((await marco.delete(at(made, id))).status).toBe(204);
    expect([await listed(made), await stored(made, id)]).toEqual([[], 0]);
    expect((await marco.get(at(made, id))).status).toBe(404);
    expect((await marco.delete(at(made, id))).status).toBe(404);
    expect(await facts(made)).toMatchObject([
      { kind: "intervention.file_removed", from: { name: "errore.jpg", size }, to: null },
      { kind: "intervention.file_added" },
    ]);
  });

  test("is for who added it, and for administrators", async () => {
    const made = await job([marcoId, saraId]);
    const id = await kept(made, pdf);
    expect((await sara.file(at(made, id))).bytes.equals(pdf), "a colleague reads it").toBe(true);
    expect((await sara.delete(at(made, id))).status).toBe(404);
    expect(await stored(made, id)).toBe(1);
    expect((await admin.delete(at(made, id))).status).toBe(204);
    expect(await stored(made, id)).toBe(0);
  });
});
