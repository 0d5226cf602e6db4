"use client";

import { useState } from "react";
import { keysInUse } from "#lib/browser/keyboard.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Sheet } from "../ui/sheet.tsx";

const shortcuts = [
  ["/", "search"],
  ["n", "new"],
  ["j", "next"],
  ["k", "previous"],
  ["s", "status"],
  ["e", "edit"],
  ["x", "choose"],
  ["u", "undo"],
  ["Escape", "close"],
  ["?", "help"],
] as const;

/** All keys that do something on the screen behind, at a glance. */
export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const [keys] = useState(keysInUse);
  return (
    <Sheet isOpen onClose={onClose} title={t("common.shortcuts")} closeLabel={t("common.close")}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {shortcuts
          .filter(([key]) => keys.has(key))
          .map(([key, name]) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="inline-block min-w-9 rounded-lg border border-edge bg-sunken px-2 py-1 text-center font-sans font-medium">
                  {key === "Escape" ? "Esc" : key}
                </kbd>
              </dt>
              <dd>{t(`common.shortcut_${name}`)}</dd>
            </div>
          ))}
      </dl>
    </Sheet>
  );
}
