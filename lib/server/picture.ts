import { crc32, inflateSync } from "node:zlib";
import type { LogoMediaType } from "../domain/notifications/message.ts";

export type Picture = { media_type: LogoMediaType; width: number; height: number };
/** `not_a_picture`: of no kind that we take, whatever it is called. `picture_broken`: of one, and cut off or damaged. */
export type PictureFault = "not_a_picture" | "picture_broken";

/**
 * What a picture is, by its bytes alone. It is gone through from its first byte to its last, because half a file begins
 * like a whole one; the colours in it are the browser's to decode.
 * @param isDecodedNext leaves out what is found out then anyway, and costs memory: whether the pixels can be unpacked
 */
export function readPicture(bytes: Buffer, { isDecodedNext = false } = {}): Picture | PictureFault {
  try {
    if (bytes.subarray(0, 8).equals(pngSignature)) return readPng(bytes, isDecodedNext);
    if (bytes.readUInt16BE(0) === 0xffd8) return readJpeg(bytes);
    if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return readWebp(bytes);
    return "not_a_picture";
  } catch (error) {
    // Reading behind the end: there is less of it than it says.
    if (error instanceof RangeError) return bytes.length < 12 ? "not_a_picture" : "picture_broken";
    throw error;
  }
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** PNG (ISO/IEC 15948): chunks with check sums from IHDR to IEND, and pixel data that can be unpacked. */
function readPng(bytes: Buffer, isDecodedNext: boolean): Picture | PictureFault {
  let at = pngSignature.length;
  let size: { width: number; height: number } | null = null;
  const pixels: Buffer[] = [];
  for (;;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const end = at + 8 + length;
    if (bytes.readUInt32BE(end) !== crc32(bytes.subarray(at + 4, end))) return "picture_broken";
    if (type === "IHDR") size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (size === null) return "picture_broken";
    if (type === "IDAT") pixels.push(bytes.subarray(at + 8, end));
    if (type === "IEND") return isDecodedNext || canBeUnpacked(pixels) ? sized("image/png", size) : "picture_broken";
    at = end + 4;
  }
}

/** Far more than the largest that is taken unpacks to. */
const mostBytesUnpacked = 64 * 1024 * 1024;

function canBeUnpacked(parts: readonly Buffer[]): boolean {
  try {
    return inflateSync(Buffer.concat(parts), { maxOutputLength: mostBytesUnpacked }).length > 0;
  } catch {
    return false;
  }
}

/** JPEG (ISO/IEC 10918-1): segments up to the frame that has the size, then to the scan, then to the end of the image. */
function readJpeg(bytes: Buffer): Picture | PictureFault {
  let at = 2;
  let size: { width: number; height: number } | null = null;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return "picture_broken";
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return "picture_broken";
    if (isFrame(marker)) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + length;
    const isScan = marker === 0xda;
    // Within a scan 0xff is followed by 0, so the end of the image is found nowhere else.
    if (isScan) return size && bytes.includes(endOfImage, at) ? sized("image/jpeg", size) : "picture_broken";
  }
}

const endOfImage = Buffer.from([0xff, 0xd9]);

/** Start of a frame, of whatever coding; C4, C8 and CC are tables and extensions. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** WebP (RFC 9649): a RIFF file as long as it says, whose first chunk has the size. */
function readWebp(bytes: Buffer): Picture | PictureFault {
  if (bytes.readUInt32LE(4) + 8 > bytes.length) return "picture_broken";
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ": {
      const size = { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
      return bytes.readUIntBE(23, 3) === 0x9d012a ? sized("image/webp", size) : "picture_broken";
    }
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      const size = { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
      return bytes.readUInt8(20) === 0x2f ? sized("image/webp", size) : "picture_broken";
    }
    case "VP8X":
      return sized("image/webp", { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 });
    default:
      return "picture_broken";
  }
}

function sized(
  media_type: LogoMediaType,
  { width, height }: { width: number; height: number },
): Picture | PictureFault {
  return width > 0 && height > 0 ? { media_type, width, height } : "picture_broken";
}
