import { useEffect, useState } from "react";

/** After so long without another letter somebody is taken to have typed what they look for. */
export const PAUSE_MS = 250;

/** What is typed, as it was at the last pause: not every letter is worth a request. */
export function useAfterPause(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(typed), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return paused;
}
