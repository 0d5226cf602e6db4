"use client";

import { useCallback, useEffect, useRef } from "react";

/** Whether what asks is still on the screen: what goes wrong after that has to be said elsewhere. */
export function useIsThere(): () => boolean {
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  return useCallback(() => isThere.current, []);
}
