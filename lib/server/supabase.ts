import { createClient, type SupabaseClientOptions } from "@supabase/supabase-js";
import { webEnv } from "../env.ts";

export { isAuthRetryableFetchError } from "@supabase/supabase-js";

const isNobody = {
  auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
} satisfies SupabaseClientOptions<"public">;

/** A client of Auth for one call: it remembers who signed in, so it is never shared. */
export function supabaseAuth() {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = webEnv();
  return createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, isNobody).auth;
}

/** Storage with the secret key, which may everything: whoever calls has checked what the person may. */
export function supabaseStorage() {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = webEnv();
  return createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, { ...isNobody, global: { fetch: fetchInTime } }).storage;
}

/** As long as the largest file may take within a data centre. */
const answerWithinMs = 20_000;

/** Only until the answer begins: how long its bytes take is up to the phone that reads them. */
async function fetchInTime(...[input, options]: Parameters<typeof fetch>): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error("Storage does not answer")), answerWithinMs);
  const signals = options?.signal ? [options.signal, late.signal] : [late.signal];
  try {
    return await fetch(input, { ...options, signal: AbortSignal.any(signals) });
  } finally {
    clearTimeout(timer);
  }
}
