import { relative } from "node:path";
import type { DataDirectory } from "./data-directory.ts";
import type { Running, RunningAccount } from "./running.ts";

/** What somebody who has just started the product wants to know. */
export function announce(running: Running, data: DataDirectory): void {
  const fromHere = relative(process.cwd(), data.root);
  const folder = fromHere.startsWith("..") ? data.root : fromHere;
  const lines = [
    "",
    "Campanella is ready.",
    "",
    ...(running.app_url ? [`  App       ${running.app_url}`] : []),
    `  Mailbox   ${running.mailbox_url} (takes every mail that Campanella sends)`,
    `  Pushes    ${running.push_inbox_url} (takes every push to the devices made there)`,
    `  Database  ${running.database_url}`,
    `  Supabase  ${running.supabase_url}`,
    `  Logs      ${folder}/logs`,
    "",
    ...describeAccounts(running.accounts),
    "This is a trial: Auth and Storage are Supabase Lite, on this machine only.",
    `Ctrl-C stops it. The data stay in ${folder}; npm run reset starts over.`,
  ];
  console.log(lines.join("\n"));
}

function describeAccounts(accounts: RunningAccount[]): string[] {
  if (accounts.length === 0)
    return [
      "The company is empty. The first administrator is invited by npm run invite-admin -- you@example.com, by a mail that",
      "lies in the mailbox above.",
      "",
    ];
  const width = (value: (account: RunningAccount) => string) => Math.max(...accounts.map((one) => value(one).length));
  const email = width((account) => account.email);
  const password = width((account) => account.password);
  const rows = accounts.map(
    (account) =>
      `  ${account.email.padEnd(email)}  ${account.password.padEnd(password)}  ${account.name} (${roleOf(account)})`,
  );
  return ["Sign in with", ...rows, ""];
}

function roleOf(account: RunningAccount): string {
  if (account.is_admin) return account.is_technician ? "administrator and technician" : "administrator";
  return account.is_technician ? "technician" : account.profile;
}
