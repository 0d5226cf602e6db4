"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";

const ShortcutsSheet = lazy(() => import("./shortcuts-sheet.tsx"));

/** Keys that do the same on every screen; those of a screen are its own. */
export function Shortcuts() {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => onKey({ n: () => go("/interventions/new"), "?": () => setIsOpen(true) }), []);
  return <Suspense>{isOpen && <ShortcutsSheet onClose={() => setIsOpen(false)} />}</Suspense>;
}
