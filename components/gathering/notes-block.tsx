"use client";

import { NotebookPen } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { EntryHere } from "#lib/browser/outbox/overlay.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { Note } from "#lib/domain/interventions/entries.ts";
import { Block } from "../interventions/block.tsx";
import { LongText } from "../interventions/long-text.tsx";
import { Button } from "../ui/button.tsx";
import { NotSent } from "./not-sent.tsx";

const NoteSheet = lazy(() => import("./note-sheet.tsx"));

/** What those who work here tell each other. */
export function NotesBlock({ number, notes }: { number: number; notes: EntryHere<Note>[] }) {
  const { t } = useTexts();
  const { account } = useSession();
  const [open, setOpen] = useState<{ note: Note | null } | null>(null);
  return (
    <Block
      title={t("gathering.notes")}
      action={
        <Button
          look="quiet"
          size="compact"
          className="-my-2.5 -me-3"
          icon={<NotebookPen aria-hidden="true" className="size-5" />}
          onClick={() => setOpen({ note: null })}
        >
          {t("gathering.write_note")}
        </Button>
      }
    >
      {notes.length === 0 ? (
        <p className="text-soft">{t("gathering.no_notes")}</p>
      ) : (
        <ul className="grid gap-3">
          {notes.map((note) => (
            <li key={note.id}>
              <Written note={note} onEdit={note.author?.id === account.id ? () => setOpen({ note }) : null} />
            </li>
          ))}
        </ul>
      )}
      <Suspense>{open && <NoteSheet number={number} note={open.note} onClose={() => setOpen(null)} />}</Suspense>
    </Block>
  );
}

function Written({ note, onEdit }: { note: EntryHere<Note>; onEdit: (() => void) | null }) {
  const { t } = useTexts();
  const times = useTimes();
  const now = useNow();
  const at = new Date(note.created_at);
  return (
    <article className="grid gap-0.5">
      <LongText text={note.text} />
      <p className="flex flex-wrap items-center gap-x-2 text-small text-soft">
        {note.author?.name && <span>{note.author.name}</span>}
        <time dateTime={note.created_at} title={times.exact(at)}>
          {times.ago(at, now)}
        </time>
        {note.isWaiting && <NotSent isRefused={note.isRefused} />}
        {onEdit && (
          <button
            type="button"
            onClick={onEdit}
            className="-my-2 min-h-12 rounded-lg px-2 font-medium text-petrol hover:underline compact:min-h-9"
          >
            {t("common.edit")}
          </button>
        )}
      </p>
    </article>
  );
}
