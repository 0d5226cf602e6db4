"use client";

import { useEffect, useState } from "react";
import { ask, Refused, Unreachable } from "#lib/browser/api.ts";

/** What a link in a mail opens. Asked for by hand: nothing of it belongs to an account, so nothing is kept. */
export function useLink<Body>(path: string) {
  const [body, setBody] = useState<Body | null>(null);
  const [error, setError] = useState<Refused | Unreachable | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks again
  useEffect(() => {
    let isWanted = true;
    ask<Body>(path).then(
      (answer) => isWanted && setBody(answer),
      (failure) => isWanted && setError(failure instanceof Refused ? failure : new Unreachable(path)),
    );
    return () => {
      isWanted = false;
    };
  }, [path, tries]);
  const retry = () => {
    setError(null);
    setTries((count) => count + 1);
  };
  return { body, error, retry, setError };
}
