"use client";

import { useCallback } from "react";
import { Refused, Unreachable } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";

/** One sentence for what went wrong with a change: the server's own, which is in the person's language, or ours. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useTexts();
  return useCallback(
    (error) => {
      if (error instanceof Refused)
        return error.problem.detail ?? error.problem.errors?.[0]?.message ?? error.problem.title;
      if (error instanceof Unreachable) return t("common.change_unreachable");
      throw error;
    },
    [t],
  );
}
