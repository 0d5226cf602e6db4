import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type DemoAccount, demoAccounts } from "./demo-accounts.ts";
import { withClient } from "./postgres.ts";
import type { RunningAccount } from "./running.ts";

type Project = { supabaseUrl: string; publishableKey: string; databaseUrl: string };

/**
 * Makes the accounts of demo-accounts.ts that do not exist yet, as people get theirs: by an invitation and a sign-up
 * with Auth. The invitation is written without its mail. Answers all of them, with what the database says of them.
 */
export async function createDemoAccounts(project: Project): Promise<RunningAccount[]> {
  return withClient(project.databaseUrl, async (client) => {
    const accounts: RunningAccount[] = [];
    for (const account of demoAccounts) {
      if (!(await findAccount(client, account))) await signUp(project, account, await invite(client, account));
      const made = await findAccount(client, account);
      if (made === null)
        throw new Error(`The demo account ${account.email} signed up, but there is no account for it.`);
      accounts.push(made);
    }
    return accounts;
  });
}

async function findAccount(client: pg.Client, { email, password }: DemoAccount): Promise<RunningAccount | null> {
  const { rows } = await client.query(
    `select c.name, p.key as profile, p.level = 'administrator' as is_admin, c.is_technician
     from public.accounts a
     join public.addresses l on l.id = a.login_address_id
     join public.contacts c on c.id = a.contact_id
     left join public.access_profiles p on p.id = a.profile_id
     where l.value = lower($1)`,
    [email],
  );
  return rows[0] ? { email, password, ...rows[0] } : null;
}

async function invite(client: pg.Client, { email, profile }: DemoAccount): Promise<string> {
  const token = randomBytes(32).toString("hex");
  const { rowCount } = await client.query(
    `insert into public.invitations (contact_id, profile_id, address_id, token_hash)
     select c.contact_id, p.id, c.address_id, private.token_hash($3)
     from public.contact_points c
     join public.addresses a on a.id = c.address_id
     cross join public.access_profiles p
     where a.value = lower($1) and p.key = $2
     limit 1`,
    [email, profile, token],
  );
  if (rowCount !== 1) throw new Error(`The seed has no contact with the address ${email}, or no profile ${profile}.`);
  return token;
}

async function signUp(project: Project, { email, password }: DemoAccount, token: string): Promise<void> {
  const response = await fetch(`${project.supabaseUrl}/auth/v1/signup`, {
    method: "POST",
    headers: { apikey: project.publishableKey, "content-type": "application/json" },
    body: JSON.stringify({ email, password, data: { invitation_token: token } }),
  });
  if (!response.ok)
    throw new Error(`Auth refused the demo account ${email}: ${response.status} ${await response.text()}`);
}
