import { asCaller } from "../db/caller.ts";
import {
  changeOrganization as change,
  lockOrganization,
  logoContent,
  organization,
  setLogo,
} from "../db/organization.ts";
import { largestLogo } from "../domain/organization/organization.ts";
import { webDatabase } from "./database.ts";
import type { Call, OpenCall } from "./http.ts";
import type * as operations from "./operations/organization.ts";
import { readPicture } from "./picture.ts";
import { found, Refusal, refusedAt } from "./refusal.ts";

export async function changeOrganization({ transaction, body }: Call<typeof operations.changeOrganization>) {
  const { version, ...changes } = body;
  const locked = await lockOrganization(transaction);
  if (version !== undefined && version !== locked.version)
    throw new Refusal("version_conflict", { current: await organization(transaction) });
  await change(transaction, changes);
  return organization(transaction);
}

/** What is no picture, or too large a one, changes nothing. */
export async function chooseLogo({ transaction, body }: Call<typeof operations.chooseLogo>) {
  const content = Buffer.from(body.image, "base64");
  const picture = readPicture(content);
  if (typeof picture === "string") throw refusedAt("image", picture);
  const isTooLarge = Math.max(picture.width, picture.height) > largestLogo.pixels;
  if (isTooLarge || content.length > largestLogo.bytes) throw refusedAt("image", "picture_too_large");
  await setLogo(transaction, { content, ...picture });
  return organization(transaction);
}

/** For whoever has its address: it stands at the head of every mail. */
export async function showLogo({ params }: OpenCall<typeof operations.showLogo>): Promise<Response> {
  const logo = found(await asCaller(webDatabase(), { role: "anon" }, logoContent));
  if (logo.hash !== params.hash) throw new Refusal("not_found");
  return new Response(new Uint8Array(logo.content), {
    headers: { "content-type": logo.media_type, "cache-control": "public, max-age=31536000, immutable" },
  });
}
