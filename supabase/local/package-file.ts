import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

/** A file of an installed package, also one that the package does not export. */
export function packageFile(name: string, path: string): string {
  const description = findPackageJSON(name, import.meta.url);
  if (description === undefined) throw new Error(`The package ${name} is not installed: run npm ci.`);
  return join(dirname(description), path);
}
