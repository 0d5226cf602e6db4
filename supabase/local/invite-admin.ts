/**
 * `npm run invite-admin -- <address> [name] [--sender service@firm.it]`: mails the invitation of the first administrator,
 * or of another one. `--sender` also sets the address that the organization sends from.
 */
import { parseArgs } from "node:util";
import type pg from "pg";
import { databaseRefusal } from "#lib/db/errors.ts";
import { canonicalEmail } from "#lib/domain/contacts/canonical-address.ts";
import { localEnv, migrationEnv, orExit, processEnvironment, projectVariable } from "#lib/env.ts";
import { translator } from "#lib/messages/index.ts";
import { DataDirectory } from "./data-directory.ts";
import { withClient } from "./postgres.ts";

const usage = 'Usage: npm run invite-admin -- anna@example.com "Anna Rossi" [--sender service@example.com]';
const { address, name, sender } = commandLine();
const isProject = projectVariable() !== undefined || Boolean(processEnvironment().MIGRATION_DATABASE_URL);

await withClient(await ownersDatabaseUrl(), async (client) => {
  if (sender === null && isProject) await checkSender(client);
  await client.query("begin");
  try {
    if (sender !== null) await client.query("update public.organization set sender_email = $1", [sender]);
    await client.query("select private.invite_admin($1, $2)", [address, name]);
    await client.query("commit");
    console.log(`An invitation for ${address} is on its way. Its link works once, for a week.`);
  } catch (error) {
    const reason = databaseRefusal(error)?.reason;
    if (!reason) throw error;
    console.error(`No invitation was sent. ${translator("en").reason(reason)}`);
    process.exitCode = 1;
  }
});

function commandLine(): { address: string; name: string; sender: string | null } {
  const { values, positionals } = parsed();
  const [typed = "", ...names] = positionals;
  const address = email(typed);
  const sender = values.sender === undefined ? null : email(values.sender);
  return { address, name: names.join(" ").trim() || address, sender };
}

function parsed() {
  try {
    return parseArgs({ allowPositionals: true, options: { sender: { type: "string" } } });
  } catch (error) {
    return refuse(`${(error as Error).message} ${usage}`);
  }
}

function email(typed: string): string {
  return canonicalEmail(typed) ?? refuse(`"${typed}" is no e-mail address. ${usage}`);
}

/** A new project's sender is of no domain, which mail providers refuse: the invitation would never arrive. */
async function checkSender(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sender_email: string }>("select sender_email from public.organization");
  const current = rows[0]?.sender_email ?? "";
  if (current.endsWith("@localhost"))
    refuse(
      `Mail would be sent from ${current}, which no provider takes: add --sender with an address of yours. ${usage}`,
    );
}

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

/** Of the Supabase project that the environment names, else of the embedded stack that runs. */
async function ownersDatabaseUrl(): Promise<string> {
  if (isProject) {
    orExit<unknown>(migrationEnv);
    return migrationEnv().MIGRATION_DATABASE_URL;
  }
  orExit<unknown>(localEnv);
  return (await new DataDirectory(localEnv().DATA_DIR).runningOrExit()).database_url;
}
