import { changed, putAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import type { ContactImport } from "#lib/domain/imports/import.ts";

export const importsPath = "/api/imports";
export const importPath = (id: number) => `${importsPath}/${id}`;
/** Where its screen is. */
export const importAddress = (id: number) => `/contacts/import/${id}`;

/** Asks for something to be done with an import, and puts in place what it is then. */
export async function move(id: number, step: "check" | "run" | "stop" | "undo", body?: object): Promise<ContactImport> {
  return showChanged(await ask<ContactImport>(`${importPath(id)}/${step}`, { method: "POST", body }));
}

export function showChanged(job: ContactImport): ContactImport {
  putAnswer<ContactImport>(importPath(job.id), () => job);
  changed(
    (path) => path.startsWith(`${importsPath}?`) || path === importsPath || path.startsWith(`${importPath(job.id)}/`),
  );
  return job;
}

/** What an import has written may be on any screen of the registry. */
export function showChangedRegistry(): void {
  changed((path) => /^\/api\/(people|contacts|groups|imports)\b/.test(path));
}
