import { readFile } from "node:fs/promises";

/**
 * The JSON in a file of ours; null when there is none.
 * @param advice what to do when it is damaged, a sentence
 */
export async function readJsonFile<T>(file: string, advice: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    if (error instanceof SyntaxError) throw new Error(`${file} is damaged. ${advice}`);
    throw error;
  }
}
