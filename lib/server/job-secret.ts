import { createHash, timingSafeEqual } from "node:crypto";
import { webEnv } from "../env.ts";
import { Refusal } from "./refusal.ts";

/** Lets through who knows the job secret. Without one the route does not exist. */
export function checkJobSecret(request: Request): void {
  const { JOB_SECRET: secret } = webEnv();
  if (secret === undefined) throw new Refusal("not_found");
  const given = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!timingSafeEqual(digest(given), digest(secret))) throw new Refusal("not_signed_in");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
