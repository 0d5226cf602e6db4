import { createClient } from "@supabase/supabase-js";
import { vi } from "vitest";
import type { RunningAccount } from "#supabase/local/running.ts";
import type { Service } from "./service.ts";

/** Lets this process be one more web process of the running product, so that a test can stand beside a route. */
export function becomeWebProcess({ running, secrets }: Service, others: Record<string, string> = {}): void {
  const env = {
    APP_URL: "http://localhost:3000",
    SUPABASE_URL: running.supabase_url,
    SUPABASE_PUBLISHABLE_KEY: running.supabase_publishable_key,
    SUPABASE_SECRET_KEY: running.supabase_secret_key,
    SUPABASE_JWT_SECRET: secrets.jwt_secret,
    DATABASE_URL: running.web_database_url,
    VAPID_PUBLIC_KEY: secrets.vapid_public_key,
    LINK_KEYS: secrets.link_keys,
    ...others,
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
}

/** Closes its connections. */
export async function endWebProcess(): Promise<void> {
  const { webDatabase } = await import("#lib/server/database.ts");
  await webDatabase().destroy();
}

/** An access token of somebody, by a session of their own. */
export async function tokenOf({ running }: Service, account: RunningAccount | undefined): Promise<string> {
  const { auth } = createClient(running.supabase_url, running.supabase_publishable_key);
  const { data } = await auth.signInWithPassword({ email: account?.email ?? "", password: account?.password ?? "" });
  if (!data.session) throw new Error("Auth signed nobody in");
  return data.session.access_token;
}
