"use client";

import { ImageOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useWaiting } from "#lib/browser/outbox/state.ts";
import type { Attachment } from "#lib/domain/interventions/entries.ts";
import { attachmentPath } from "./paths.ts";

type AttachmentPictureProps = { number: number; file: Attachment; isSmall?: boolean; className: string };

/** A photo from the server, or from this device as long as only that has it. */
export function AttachmentPicture({ number, file, isSmall = false, className }: AttachmentPictureProps) {
  const source = useAttachmentSource(number, file, isSmall);
  // It was removed since, or cannot be had without a network; with one it is tried again.
  const [goneSource, setGoneSource] = useState<string | null>(null);
  useEffect(() => {
    const tryAgain = () => setGoneSource(null);
    window.addEventListener("online", tryAgain);
    return () => window.removeEventListener("online", tryAgain);
  }, []);
  if (source === null) return null;
  if (source === goneSource)
    return (
      <span className="grid size-full min-h-16 place-content-center justify-items-center gap-1 p-2 text-small text-soft">
        <ImageOff aria-hidden="true" className="size-6" />
        <span className="line-clamp-2 text-center wrap-anywhere">{file.name}</span>
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: made by our own route for whoever may see it, and kept by the browser
    <img
      src={source}
      alt={file.name}
      loading="lazy"
      decoding="async"
      onError={() => setGoneSource(source)}
      className={className}
    />
  );
}

/** Its address; null until what this device has is at hand. */
export function useAttachmentSource(number: number, { id, has_thumbnail }: Attachment, isSmall = false): string | null {
  const change = useWaiting().find(({ doing }) => doing.kind === "file" && doing.file.id === id);
  // Several as large as they come from the camera are too much for a phone's memory.
  const waiting = change?.isRaw ? undefined : change?.file;
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    if (!waiting) return;
    const url = URL.createObjectURL(waiting);
    setOwn(url);
    return () => {
      URL.revokeObjectURL(url);
      setOwn(null);
    };
  }, [waiting]);
  if (change) return own;
  const path = attachmentPath(number, id);
  return isSmall && has_thumbnail ? `${path}/thumbnail` : path;
}
