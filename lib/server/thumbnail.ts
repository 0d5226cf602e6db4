import { largestPhoto } from "../domain/interventions/entry-limits.ts";

export type Thumbnail = {
  /** WebP, upright, without what the camera wrote into the photo: where it was taken, above all. */
  bytes: Buffer;
  /** Of the photo itself, as it is looked at: turned upright. */
  width: number;
  height: number;
};

/** In pixels, along the longer side: a third of a phone's screen, sharp on any. */
const longestSide = 480;
const longestSeconds = 10;

/** Null when the picture cannot be decoded to its end. */
export async function thumbnailOf(photo: Buffer): Promise<Thumbnail | null> {
  // When it is asked for: photos are shown on a machine for which there is no sharp, too.
  const { default: sharp } = await import("sharp");
  return inTurn(async () => {
    try {
      const options = { failOn: "error", limitInputPixels: largestPhoto.area, autoOrient: true } as const;
      const { autoOrient } = await sharp(photo, options).metadata();
      const bytes = await sharp(photo, options)
        .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
        .webp({ quality: 75 })
        .timeout({ seconds: longestSeconds })
        .toBuffer();
      return { bytes, ...autoOrient };
    } catch {
      return null;
    }
  });
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: the largest photo takes some hundred megabytes while it is decoded. */
function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  const turn = last.then(run);
  last = turn.catch(() => undefined);
  return turn;
}
