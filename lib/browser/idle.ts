import { useEffect, useState } from "react";

/** When there is nothing else to do; browsers that do not say so are given a moment. */
export function whenIdle(run: () => void): void {
  if (window.requestIdleCallback) window.requestIdleCallback(run);
  else window.setTimeout(run, 1_500);
}

/** For what nobody needs before the first screen is drawn. */
export function useIsIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => whenIdle(() => setIsIdle(true)), []);
  return isIdle;
}
