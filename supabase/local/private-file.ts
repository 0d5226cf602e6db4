import { rename, writeFile } from "node:fs/promises";

/** Writes JSON that only its owner may read; whoever reads it meanwhile finds the old content or the new one. */
export async function writePrivately(file: string, content: unknown): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}
