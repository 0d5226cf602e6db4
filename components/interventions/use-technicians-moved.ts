"use client";

import { useEffect, useState } from "react";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { between } from "./technicians-draft.ts";
import { whoChanged } from "./who-changed.ts";

type Moved = { came: string[]; went: string[]; who: string[] };

/** Who was assigned and taken off by somebody else while this is open; null when nobody was. */
export function useTechniciansMoved(job: Intervention): Moved | null {
  const [opened] = useState(job);
  const [who, setWho] = useState<string[]>([]);
  const moved = between(opened.technicians, job.technicians);
  const isMoved = moved.came.length + moved.went.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each further change there may be somebody more
  useEffect(() => {
    let isWanted = true;
    if (isMoved) void whoChanged(opened, "technicians").then((names) => isWanted && setWho(names));
    return () => {
      isWanted = false;
    };
  }, [isMoved, opened, job.version]);
  return isMoved ? { ...moved, who } : null;
}
