/** `npm run invite-admin -- <address> [name]`: mails the invitation of the first administrator, or of another one. */
import { canonicalEmail } from "#lib/domain/contacts/canonical-address.ts";
import { localEnv, migrationEnv, orExit, processEnvironment, projectVariable } from "#lib/env.ts";
import { DataDirectory } from "./data-directory.ts";
import { withClient } from "./postgres.ts";

const [typed = "", ...names] = process.argv.slice(2);
const address = canonicalEmail(typed);
if (address === null) {
  console.error(`"${typed}" is no e-mail address. Usage: npm run invite-admin -- anna@example.com "Anna Rossi"`);
  process.exit(1);
}
const name = names.join(" ").trim() || address;

await withClient(await ownersDatabaseUrl(), async (client) => {
  try {
    await client.query("select private.invite_admin($1, $2)", [address, name]);
    console.log(`An invitation for ${address} is on its way. Its link works once, for a week.`);
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string };
    if (!code?.startsWith("CM")) throw error;
    console.error(`No invitation was sent: ${detail}.`);
    process.exitCode = 1;
  }
});

/** Of the Supabase project that the environment names, else of the embedded stack that runs. */
async function ownersDatabaseUrl(): Promise<string> {
  if (projectVariable() !== undefined || processEnvironment().MIGRATION_DATABASE_URL) {
    orExit<unknown>(migrationEnv);
    return migrationEnv().MIGRATION_DATABASE_URL;
  }
  const running = await new DataDirectory(localEnv().DATA_DIR).readRunning();
  if (running) return running.database_url;
  console.error("Nothing runs here: start Campanella with npm start first, or set MIGRATION_DATABASE_URL.");
  process.exit(1);
}
