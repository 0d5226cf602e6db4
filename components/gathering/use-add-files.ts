"use client";

import { useState } from "react";
import { performLater } from "#lib/browser/outbox/outbox.ts";
import { NoRoom } from "#lib/browser/outbox/outbox-store.ts";
import { readyFile, Unreadable } from "#lib/browser/photos.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { attachmentPath } from "./paths.ts";

export type AddFiles = {
  add: (files: File[]) => Promise<void>;
  /** How many are ready to be sent; null while there are none to get ready. */
  progress: { done: number; all: number } | null;
  /** A sentence for each that could not be taken. */
  faults: string[];
};

const MEGABYTE = 1024 * 1024;

/** Gets files ready one after the other, as a phone has little memory, and leaves them to the outbox. */
export function useAddFiles(number: number): AddFiles {
  const { t } = useTexts();
  const [progress, setProgress] = useState<AddFiles["progress"]>(null);
  const [faults, setFaults] = useState<string[]>([]);

  async function add(files: File[]): Promise<void> {
    setFaults([]);
    try {
      for (const [done, file] of files.entries()) {
        setProgress({ done, all: files.length });
        const fault = await addOne(file).then(
          () => null,
          (error: unknown) => error,
        );
        if (fault === null) continue;
        const said = inWords(fault, file.name);
        setFaults((known) => [...new Set([...known, said])]);
        // Where there is no room for one there is none for the next.
        if (fault instanceof NoRoom) break;
      }
    } finally {
      setProgress(null);
    }
  }

  async function addOne(file: File): Promise<void> {
    const { bytes, ...ready } = await readyFile(file);
    const id = crypto.randomUUID();
    const path = `${attachmentPath(number, id)}?name=${encodeURIComponent(ready.name)}`;
    await performLater(
      number,
      { kind: "file", file: { id, size: bytes.size, ...ready } },
      { method: "PUT", path, file: bytes },
    );
  }

  function inWords(error: unknown, name: string): string {
    if (error instanceof NoRoom) return t("gathering.no_room");
    if (!(error instanceof Unreadable)) throw error;
    return t(`gathering.${error.why}`, { name, most: String(error.most / MEGABYTE) });
  }

  return { add, progress, faults };
}
