import { largestAttachment } from "../domain/interventions/entry-limits.ts";
import { cut } from "../domain/text.ts";

/** A file as it is sent: photos shrunk and upright, without where and with what they were taken. */
export type ReadyFile = {
  name: string;
  media_type: "image/jpeg" | "application/pdf";
  width: number | null;
  height: number | null;
  bytes: Blob;
};

/** Why a file cannot be taken; `heic`: a photo, in a format that this browser cannot read. */
export class Unreadable extends Error {
  override name = "Unreadable";
  readonly why: "not_readable" | "heic" | "too_large";
  /** In bytes, of what is too large. */
  readonly most: number;

  constructor(why: Unreadable["why"], { cause, most = 0 }: { cause?: unknown; most?: number } = {}) {
    super(why, { cause });
    this.why = why;
    this.most = most;
  }
}

/** Larger ones are refused before a phone runs out of memory over them. */
const largestPhotoBytes = 50 * 1024 * 1024;
/** Enough to read a type plate, and a tenth of what cameras make. */
const LONGEST_SIDE = 2048;
const QUALITY = 0.82;

/**
 * As it is sent.
 *
 * @param file under the name under which it was chosen
 * @throws Unreadable
 */
export async function readyFile(file: File): Promise<ReadyFile> {
  if (await isPdf(file))
    return { name: `${stem(file.name)}.pdf`, media_type: "application/pdf", width: null, height: null, bytes: file };
  // Upright, as its camera says.
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(async (error: unknown) => {
    throw new Unreadable(isHeic(await beginning(file)) ? "heic" : "not_readable", { cause: error });
  });
  try {
    return await readyPhoto(file, picture);
  } finally {
    picture.close();
  }
}

/**
 * By its content; anything else is taken for a photo.
 *
 * @throws Unreadable what is too large as what it is, or is not there
 */
export async function isPdf(file: File): Promise<boolean> {
  const is = (await beginning(file)).startsWith("%PDF-");
  const most = is ? largestAttachment : largestPhotoBytes;
  if (file.size > most) throw new Unreadable("too_large", { most });
  return is;
}

async function readyPhoto(file: File, picture: ImageBitmap): Promise<ReadyFile> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new Unreadable("not_readable");
  // What is transparent would become black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!bytes) throw new Unreadable("not_readable");
  return {
    name: `${stem(file.name)}.jpg`,
    media_type: "image/jpeg",
    width,
    height,
    bytes,
  };
}

/** Without its ending, and as long as the server takes it. */
function stem(name: string): string {
  return (
    cut(name.replace(/\.[^.]*$/, ""), 180)
      .toWellFormed()
      .trim() || "1"
  );
}

async function beginning(file: File): Promise<string> {
  try {
    return new TextDecoder("latin1").decode(await file.slice(0, 16).arrayBuffer());
  } catch (error) {
    // It is gone, or in a cloud that cannot be reached.
    throw new Unreadable("not_readable", { cause: error });
  }
}

/** ISO/IEC 23008-12: "ftyp" and a brand of HEIF. */
function isHeic(start: string): boolean {
  return start.slice(4, 8) === "ftyp" && /^(hei[cxms]|hev[cxms]|mif1|msf1)/.test(start.slice(8, 12));
}
