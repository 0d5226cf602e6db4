import { useEffect, useRef } from "react";
import { type Answer, useAnswer } from "#lib/browser/answers.ts";
import { type ContactImport, type ImportState, statesAtWork } from "#lib/domain/imports/import.ts";
import { importPath, showChangedRegistry } from "./paths.ts";

const LOOK_MS = 400;

export function isAtWork(state: ImportState): boolean {
  return (statesAtWork as readonly ImportState[]).includes(state);
}

/** An import, looked at often while a worker is at it. */
export function useImport(id: number): Answer<ContactImport> {
  const answer = useAnswer<ContactImport>(importPath(id));
  const { body, reload, at, error } = answer;
  const isWorking = body !== undefined && isAtWork(body.state);
  const wasWriting = useRef(false);

  useEffect(() => {
    if (!isWorking || error) return;
    // A new answer, also one that says the same, begins the next wait.
    const timer = window.setTimeout(() => void reload(), at > 0 ? LOOK_MS : 0);
    return () => window.clearTimeout(timer);
  }, [isWorking, error, reload, at]);

  useEffect(() => {
    const isWriting = body?.state === "running" || body?.state === "undoing";
    if (wasWriting.current && !isWriting) showChangedRegistry();
    wasWriting.current = isWriting;
  }, [body?.state]);
  return answer;
}
