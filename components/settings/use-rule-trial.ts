import { useEffect, useState } from "react";
import { ask, Refused, Unreachable } from "#lib/browser/api.ts";
import { PAUSE_MS } from "#lib/browser/pause.ts";
import type { Rule, RuleTrialResult } from "#lib/domain/rules/rules.ts";
import { rulesPath } from "./rule-columns.ts";

export type TrialChange = { intervention_number: number; status_id: number; notify_customer: boolean };

type Trial = {
  /** What came of the rules and the change as they are; null while that is not known. */
  result: RuleTrialResult | null;
  error: Refused | Unreachable | null;
  retry: () => void;
};

/** What the rules would do, saved or not: the server tries them out and takes everything back. */
export function useRuleTrial(rules: readonly Rule[], change: TrialChange | null): Trial {
  const wanted = JSON.stringify({ rules, ...(change && { change }) });
  const [tried, setTried] = useState<Omit<Trial, "retry"> & { wanted: string }>({
    wanted: "",
    result: null,
    error: null,
  });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks for the same once more
  useEffect(() => {
    let isWanted = true;
    const finish = (outcome: Omit<Trial, "retry">) => isWanted && setTried({ wanted, ...outcome });
    const timer = window.setTimeout(() => {
      ask<RuleTrialResult>(`${rulesPath}/trial`, { method: "POST", body: JSON.parse(wanted) })
        .then((result) => finish({ result, error: null }))
        .catch((error) => {
          if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
          finish({ result: null, error });
        });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [wanted, tries]);
  const isCurrent = tried.wanted === wanted;
  return {
    result: isCurrent ? tried.result : null,
    error: isCurrent ? tried.error : null,
    retry: () => setTries((before) => before + 1),
  };
}
