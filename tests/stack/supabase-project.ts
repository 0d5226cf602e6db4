import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { processEnvironment } from "#lib/env.ts";
import { startProduct } from "#tests/support/product.ts";

/** The project that the contract tests speak to. */
export type SupabaseProject = {
  url: string;
  publishableKey: string;
  secretKey: string;
  databaseUrl: string;
  verify(token: string): Promise<JWTPayload>;
  close(): Promise<void>;
};

/**
 * The hosted project that CONTRACT_SUPABASE_URL, CONTRACT_PUBLISHABLE_KEY, CONTRACT_SECRET_KEY and
 * CONTRACT_DATABASE_URL (login postgres, migrated) name, else the embedded stack.
 */
export async function openSupabaseProject(): Promise<SupabaseProject> {
  const env = processEnvironment();
  if (env.CONTRACT_SUPABASE_URL) return hostedProject(env.CONTRACT_SUPABASE_URL, env);
  const product = await startProduct({ servicesOnly: true });
  const { jwt_secret } = JSON.parse(readFileSync(join(product.dataDirectory, "secrets.json"), "utf8"));
  return {
    url: product.running.supabase_url,
    publishableKey: product.running.supabase_publishable_key,
    secretKey: product.running.supabase_secret_key,
    databaseUrl: product.running.database_url,
    verify: async (token) => (await jwtVerify(token, new TextEncoder().encode(jwt_secret))).payload,
    close: () => product.remove(),
  };
}

function hostedProject(url: string, env: NodeJS.ProcessEnv): SupabaseProject {
  const required = (name: string) => {
    const value = env[name];
    if (!value) throw new Error(`${name} is missing: CONTRACT_SUPABASE_URL is set, so it is needed too.`);
    return value;
  };
  const keys = createRemoteJWKSet(new URL(`${url}/auth/v1/.well-known/jwks.json`));
  return {
    url,
    publishableKey: required("CONTRACT_PUBLISHABLE_KEY"),
    secretKey: required("CONTRACT_SECRET_KEY"),
    databaseUrl: required("CONTRACT_DATABASE_URL"),
    verify: async (token) => (await jwtVerify(token, keys)).payload,
    close: async () => {},
  };
}
