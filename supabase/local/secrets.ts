import { createECDH, randomBytes } from "node:crypto";
import { readJsonFile } from "./json-file.ts";
import { writePrivately } from "./private-file.ts";

export type Secrets = ReturnType<typeof generate>;

/** Made at the first start and kept: they belong to the data beside them. */
export async function loadSecrets(file: string): Promise<Secrets> {
  const kept = await readJsonFile<Secrets>(file, "Restore it, or start over with npm run reset: the data need it.");
  if (kept) return kept;
  const secrets = generate();
  await writePrivately(file, secrets);
  return secrets;
}

function generate() {
  const vapid = createECDH("prime256v1");
  vapid.generateKeys();
  return {
    jwt_secret: random(48),
    publishable_key: `sb_publishable_${random(24)}`,
    secret_key: `sb_secret_${random(24)}`,
    passwords: {
      supabase_admin: random(24),
      supabase_auth_admin: random(24),
      authenticator: random(24),
      postgres: random(24),
      app_web: random(24),
      app_worker: random(24),
    },
    vapid_public_key: vapid.getPublicKey().toString("base64url"),
    vapid_private_key: vapid.getPrivateKey().toString("base64url").padStart(43, "A"),
    job_secret: random(32),
    link_keys: `first:${random(32)}`,
  };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
