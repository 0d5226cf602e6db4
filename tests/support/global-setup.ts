import type { TestProject } from "vitest/node";
import { startCluster } from "./cluster.ts";

/** One cluster for all test files of the run; each file clones its own database from the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startCluster(project.config.root);
  project.provide("cluster", cluster);
  return stop;
}
