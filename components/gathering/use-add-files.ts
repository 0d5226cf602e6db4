"use client";

import { useEffect, useState } from "react";
import { Refused, Unreachable } from "#lib/browser/api.ts";
import { onFault } from "#lib/browser/outbox/darkroom.ts";
import { performLater } from "#lib/browser/outbox/outbox.ts";
import { NoRoom } from "#lib/browser/outbox/outbox-store.ts";
import { useWaiting } from "#lib/browser/outbox/state.ts";
import { isPdf, readyFile, Unreadable } from "#lib/browser/photos.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useFailureText } from "../app/failure-text.ts";
import { attachmentPath } from "./paths.ts";

export type AddFiles = {
  add: (files: File[]) => Promise<void>;
  /** How many are still being made as small as they are sent. */
  unready: number;
  /** A sentence for each that could not be taken. */
  faults: string[];
};

const MEGABYTE = 1024 * 1024;

/** Leaves files to the outbox as they are, so that they are kept whatever happens; there they are got ready. */
export function useAddFiles(number: number): AddFiles {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [faults, setFaults] = useState<string[]>([]);
  const unready = useWaiting().filter((change) => change.number === number && change.isRaw && !change.problem).length;

  useEffect(() =>
    onFault((fault) => {
      const isSeen = fault.number === number && document.visibilityState === "visible";
      if (isSeen) say(fault.error, fault.name);
      return isSeen;
    }),
  );

  async function add(files: File[]): Promise<void> {
    setFaults([]);
    for (const file of files) {
      const error = await addOne(file).then(
        () => null,
        (error: unknown) => error,
      );
      if (error !== null) say(error, file.name);
      // Where there is no room for one there is none for the next.
      if (error instanceof NoRoom) break;
    }
  }

  async function addOne(file: File): Promise<void> {
    const media_type = (await isPdf(file)) ? "application/pdf" : "image/jpeg";
    const id = crypto.randomUUID();
    const sending = { method: "PUT", path: attachmentPath(number, id), isFirst: true } as const;
    try {
      const raw = { id, name: file.name, media_type, size: file.size, width: null, height: null } as const;
      await performLater(number, { kind: "file", file: raw }, { ...sending, file, isRaw: true });
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      // Made small it may have room.
      const { bytes, ...ready } = await readyFile(file);
      const path = `${sending.path}?name=${encodeURIComponent(ready.name)}`;
      const doing = { kind: "file", file: { id, size: bytes.size, ...ready } } as const;
      await performLater(number, doing, { ...sending, path, file: bytes });
    }
  }

  function say(error: unknown, name: string): void {
    setFaults((known) => [...new Set([...known, inWords(error, name)])]);
  }

  function inWords(error: unknown, name: string): string {
    if (error instanceof NoRoom) return t("gathering.no_room");
    if (error instanceof Refused || error instanceof Unreachable) return failureText(error);
    if (!(error instanceof Unreadable)) return t("gathering.not_readable", { name });
    return t(`gathering.${error.why}`, { name, most: String(error.most / MEGABYTE) });
  }

  return { add, unready, faults };
}
