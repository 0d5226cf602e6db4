import { useRef, useState } from "react";
import { ask } from "#lib/browser/api.ts";
import type { ContactImport, ImportChoices, ImportSettings } from "#lib/domain/imports/import.ts";
import { useFailureText } from "../app/failure-text.ts";
import { importPath, showChanged } from "./paths.ts";

/** What is chosen for an import. Each choice is kept at once, one after the other, so that leaving loses nothing. */
export function useChoices(job: ContactImport, settings: ImportSettings) {
  const failureText = useFailureText();
  const [chosen, setChosen] = useState<ImportSettings>(settings);
  const [failure, setFailure] = useState<string | null>(null);
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const waiting = useRef(0);

  function choose(choices: ImportChoices): void {
    setChosen((known) => ({ ...known, ...choices }));
    setFailure(null);
    waiting.current += 1;
    saving.current = saving.current
      .then(() => ask<ContactImport>(importPath(job.id), { method: "PATCH", body: choices }))
      .then((saved) => {
        showChanged(saved);
        // Other columns may be recognized by other things: the server says by which.
        if (waiting.current === 1 && saved.settings) setChosen(saved.settings);
      })
      .catch((error: unknown) => setFailure(failureText(error)))
      .finally(() => {
        waiting.current -= 1;
      });
  }

  return { chosen, choose, failure, setFailure, saved: () => saving.current };
}
