import type { Running, RunningAccount } from "#supabase/local/running.ts";

/** The first technician of the demo data: with jobs, and with an empty bell. */
export function demoTechnician({ accounts }: Running): RunningAccount {
  const found = accounts.find(({ is_admin }) => !is_admin);
  if (!found) throw new Error("The demo data has no technician.");
  return found;
}

/** @returns the session's cookies, as the header Cookie has them */
export async function signIn(url: string, { email, password }: RunningAccount): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Signing in failed: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
