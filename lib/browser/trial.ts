import { useEffect, useState } from "react";
import { ask, Refused, Unreachable } from "./api.ts";
import { PAUSE_MS } from "./pause.ts";

export type Trial<Result> = {
  /** What would come of it; undefined while that is not known. */
  body: Result | undefined;
  error: Refused | Unreachable | null;
  retry: () => void;
};

type Outcome<Result> = { of: string; body?: Result; error?: Refused | Unreachable };

/** What the server says would come of something that is still being chosen. It tries it out and takes it back; null asks nothing. */
export function useTrial<Result>(path: string, wanted: object | null): Trial<Result> {
  const content = wanted && JSON.stringify(wanted);
  const [outcome, setOutcome] = useState<Outcome<Result> | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks for the same once more
  useEffect(() => {
    if (content === null) return;
    let isWanted = true;
    const timer = window.setTimeout(() => {
      ask<Result>(path, { method: "POST", body: JSON.parse(content) })
        .then((body) => isWanted && setOutcome({ of: content, body }))
        .catch((error) => {
          if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
          if (isWanted) setOutcome({ of: content, error });
        });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [path, content, tries]);
  const current = outcome?.of === content ? outcome : null;
  return { body: current?.body, error: current?.error ?? null, retry: () => setTries((before) => before + 1) };
}
