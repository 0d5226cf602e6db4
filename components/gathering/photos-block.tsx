"use client";

import { Camera, FileText, Paperclip } from "lucide-react";
import { type ChangeEvent, lazy, Suspense, useRef, useState } from "react";
import type { EntryHere } from "#lib/browser/outbox/overlay.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Attachment } from "#lib/domain/interventions/entries.ts";
import { Block } from "../interventions/block.tsx";
import { Button } from "../ui/button.tsx";
import { AttachmentPicture } from "./attachment-picture.tsx";
import { NotSent } from "./not-sent.tsx";
import { useAddFiles } from "./use-add-files.ts";

const AttachmentSheet = lazy(() => import("./attachment-sheet.tsx"));

type PhotosBlockProps = { number: number; files: EntryHere<Attachment>[] };

/** Photos and documents of a job; several can be added at once. */
export function PhotosBlock({ number, files }: PhotosBlockProps) {
  const { t } = useTexts();
  const [openId, setOpenId] = useState<string | null>(null);
  const camera = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const adding = useAddFiles(number);
  const open = files.find(({ id }) => id === openId);

  function add(event: ChangeEvent<HTMLInputElement>): void {
    const { files: chosen } = event.target;
    if (chosen && chosen.length > 0) void adding.add([...chosen]);
    // The same file can be chosen again.
    event.target.value = "";
  }

  return (
    <Block title={t("gathering.photos")}>
      {files.length === 0 ? (
        <p className="text-soft">{t("gathering.no_photos")}</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
          {files.map((file) => (
            <li key={file.id}>
              <Tile number={number} file={file} onOpen={() => setOpenId(file.id)} />
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="text-small text-soft empty:hidden">
        {adding.unready > 0 && t("gathering.getting_ready", { count: adding.unready })}
      </p>
      {adding.faults.map((fault) => (
        <p key={fault} role="alert" className="text-small font-medium wrap-anywhere text-danger">
          {fault}
        </p>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          className="flex-1 desk:hidden"
          icon={<Camera aria-hidden="true" className="size-5" />}
          onClick={() => camera.current?.click()}
        >
          {t("gathering.take_photo")}
        </Button>
        <Button
          look="secondary"
          className="flex-1 desk:flex-none"
          icon={<Paperclip aria-hidden="true" className="size-5" />}
          onClick={() => chooser.current?.click()}
        >
          {t("gathering.add_files")}
        </Button>
      </div>
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={add} />
      <input ref={chooser} type="file" accept="image/*,application/pdf" multiple hidden onChange={add} />
      <Suspense>{open && <AttachmentSheet number={number} file={open} onClose={() => setOpenId(null)} />}</Suspense>
    </Block>
  );
}

type TileProps = { number: number; file: EntryHere<Attachment>; onOpen: () => void };

function Tile({ number, file, onOpen }: TileProps) {
  const { t } = useTexts();
  const isPicture = file.media_type !== "application/pdf";
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={file.isWaiting ? `${file.name}, ${t(file.isRefused ? "jobs.not_made" : "jobs.not_sent")}` : file.name}
      className="relative grid aspect-square w-full overflow-hidden rounded-xl bg-sunken outline-offset-2"
    >
      {isPicture ? (
        <AttachmentPicture number={number} file={file} isSmall className="size-full object-cover" />
      ) : (
        <span
          className={`grid content-center justify-items-center gap-1 p-2 text-small text-soft ${file.isWaiting ? "pb-12" : ""}`}
        >
          <FileText aria-hidden="true" className="size-7" />
          <span className="line-clamp-2 w-full text-center wrap-anywhere">{file.name}</span>
        </span>
      )}
      {file.isWaiting && (
        <span className="absolute inset-x-1 bottom-1 flex justify-center rounded-lg bg-raised/90 px-1">
          <NotSent isRefused={file.isRefused} />
        </span>
      )}
    </button>
  );
}
