import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { processEnvironment } from "#lib/env.ts";
import { withClient } from "#supabase/local/postgres.ts";
import { PROJECT_FOLDER } from "#supabase/local/project-folder.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { waitUntil } from "#tests/support/wait-until.ts";
import { Client } from "./client.ts";

type Mail = { to: { address: string }[]; text: string };

describe("commands against the running product", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.remove());

  test("NT-9 NT-20 NT-22 npm run demo plays the main job, and everything arrives", async () => {
    const { code, output } = await run("supabase/local/demo/index.ts");
    expect([code, output]).toEqual([0, expect.stringContaining("creates an intervention")]);
    const [created, silent, closed] = output.split("\n\n").slice(1);
    for (const act of [created, closed]) {
      expect(act).toMatch(/✉ {2}giulia\.ferri@.*\[#\d+\]/);
      expect(act).toMatch(/✉ {2}marco\.bellini@.*\[#\d+\]/);
      expect(act).toMatch(/✉ {2}paola\.gritti@.*\[#\d+\]/);
      expect(act).toMatch(/📱 #\d+/u);
      expect(act).toMatch(/🔔 #\d+/u);
      expect(act).toContain("push skipped: No device");
    }
    expect(silent).toContain("nobody is told");
  });

  test("npm run invite-admin mails an invitation that makes an administrator", async () => {
    const { code, output } = await run("supabase/local/invite-admin.ts", "Boss@Example.com", "The Boss");
    expect([code, output]).toEqual([0, expect.stringContaining("boss@example.com is on its way")]);
    const mail = await mailTo("boss@example.com");
    const token = /\/invitations\/([0-9a-f]{64})/.exec(mail.text)?.[1];
    const client = new Client(product.running.app_url ?? "");
    const accepted = await client.post(`/api/invitations/${token}/acceptance`, { password: "a long enough password" });
    expect([accepted.status, accepted.body.account]).toEqual([
      201,
      expect.objectContaining({ name: "The Boss", is_admin: true }),
    ]);
    expect((await client.get("/api/session")).body.account.email).toBe("boss@example.com");
    const again = await run("supabase/local/invite-admin.ts", "boss@example.com");
    expect([again.code, again.output]).toEqual([1, expect.stringContaining("No invitation was sent")]);
  });

  test.for([[], ["not an address"], ["a@b@c"]])("npm run invite-admin says what is wrong with %j", async (words) => {
    const { code, output } = await run("supabase/local/invite-admin.ts", ...words);
    expect([code, output]).toEqual([1, expect.stringContaining("is no e-mail address")]);
  });

  test("npm run invite-admin --sender says from which address the organization writes", async () => {
    const database = { MIGRATION_DATABASE_URL: product.running.database_url };
    const sender = () =>
      withClient(database.MIGRATION_DATABASE_URL, async (client) => {
        const { rows } = await client.query("select sender_name, sender_email from organization");
        return rows[0];
      });
    const before = await sender();
    await withClient(database.MIGRATION_DATABASE_URL, (client) =>
      client.query("update organization set sender_email = 'campanella@localhost'"),
    );
    const script = "supabase/local/invite-admin.ts";
    const without = await run(script, "first@example.com", database);
    expect([without.code, without.output]).toEqual([1, expect.stringContaining("add --sender")]);
    const wrong = await run(script, "first@example.com", "--sender", "nobody", database);
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('"nobody" is no e-mail address')]);
    expect((await sender()).sender_email).toBe("campanella@localhost");

    const given = await run(script, "first@example.com", "First", "--sender", " Service@Firm.example", database);
    expect([given.code, given.output]).toEqual([0, expect.stringContaining("first@example.com is on its way")]);
    expect(await sender()).toEqual({ ...before, sender_email: "service@firm.example" });
    const next = await run(script, "second@example.com", database);
    expect([next.code, next.output]).toEqual([0, expect.stringContaining("second@example.com is on its way")]);
  });

  test("both say so when nothing runs", async () => {
    for (const script of ["supabase/local/demo/index.ts", "supabase/local/invite-admin.ts"]) {
      const { code, output } = await run(script, "a@example.com", { DATA_DIR: `${product.dataDirectory}-not-there` });
      expect([code, output]).toEqual([1, expect.stringMatching(/npm start/)]);
    }
  });

  async function run(script: string, ...words: (string | Record<string, string>)[]) {
    const env = words.find((word) => typeof word === "object");
    const args = words.filter((word) => typeof word === "string");
    const options = { cwd: PROJECT_FOLDER, env: processEnvironment({ DATA_DIR: product.dataDirectory, ...env }) };
    const ended = await promisify(execFile)(process.execPath, [script, ...args], options).catch((error) => error);
    return { code: ended.code ?? 0, output: `${ended.stdout}${ended.stderr}` };
  }

  async function mailTo(address: string): Promise<Mail> {
    let found: Mail | undefined;
    await waitUntil(
      async () => {
        const mails: Mail[] = await (await fetch(`${product.running.mailbox_url}/api/email`)).json();
        found = mails.find((mail) => mail.to.some((to) => to.address === address));
        return found !== undefined;
      },
      10_000,
      () => `no mail to ${address}`,
    );
    return found as Mail;
  }
});
