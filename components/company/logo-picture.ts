import { largestLogo } from "#lib/domain/organization/organization.ts";

/** `not_a_picture`: the browser cannot draw it. `logo_too_detailed`: however it is packed, it stays too large for mails. */
export class LogoRefused extends Error {
  override name = "LogoRefused";
  readonly reason: "not_a_picture" | "logo_too_detailed";

  constructor(reason: LogoRefused["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** Three times what the head of a mail has room for, so that it is sharp on every screen. */
const widest = 660;
const highest = 168;

/**
 * The picture as mails want it, in base64: no larger than they show it, and as PNG, which every mail client draws, or as
 * JPEG where that would be too large.
 *
 * @throws LogoRefused
 */
export async function logoPicture(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new LogoRefused("not_a_picture");
  });
  const scale = Math.min(1, widest / picture.width, highest / picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new LogoRefused("not_a_picture");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const png = await packed(canvas, "image/png");
  if (png.size <= largestLogo.bytes) return inBase64(png);
  // A JPEG sees through nothing: it lies on the white that the logo has in mails.
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  const jpeg = await packed(canvas, "image/jpeg");
  if (jpeg.size > largestLogo.bytes) throw new LogoRefused("logo_too_detailed");
  return inBase64(jpeg);
}

function packed(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new LogoRefused("not_a_picture"))), type, 0.9);
  });
}

function inBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
