import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { removeData, startProduct } from "./product.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of a product that was started once and stopped: cluster, migrations, demo company. */
    demoData: string;
  }
}

/** All projects of a run share one. */
const shared = globalThis as { demoData?: Promise<string> };

/** A first start costs twice as much as any later one, so it is made once for all tests that are not about it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.demoData ??= make();
  const folder = await shared.demoData;
  project.provide("demoData", folder);
  return () => removeData(folder);
}

async function make(): Promise<string> {
  const product = await startProduct({ servicesOnly: true });
  await product.stop();
  await rm(join(product.dataDirectory, "logs"), { recursive: true });
  return product.dataDirectory;
}

/** A folder of one's own with the demo company in it, as if the product had run there before. */
export async function copyOfDemoData(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "campanella-data-"));
  // Keeps owners and modes, which the cluster insists on.
  await promisify(execFile)("cp", ["-a", "--reflink=auto", `${inject("demoData")}/.`, folder]);
  return folder;
}
