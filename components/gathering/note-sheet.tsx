"use client";

import { useState } from "react";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Note } from "#lib/domain/interventions/entries.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { EntryFoot } from "./entry-foot.tsx";
import { notePath } from "./paths.ts";
import { usePerform } from "./use-perform.ts";

type NoteSheetProps = {
  number: number;
  note: Pick<Note, "id" | "text"> | null;
  /** The note was refused as it is, and is sent instead. */
  instead?: WaitingChange;
  onClose: () => void;
};

/** A note is written, mended or removed. */
export default function NoteSheet({ number, note, instead, onClose }: NoteSheetProps) {
  const { t } = useTexts();
  const draft = `note.${number}.${note?.id ?? "new"}`;
  const [text, setText] = useState(() => readDraft<{ text: string }>(draft)?.text ?? note?.text ?? "");
  const save = usePerform();
  const removal = usePerform();
  const failure = save.failure ?? removal.failure;

  function done(): void {
    dropDraft(draft);
    onClose();
  }

  function keep(): void {
    const written = text.trim();
    if (!instead && written === (note?.text ?? "")) {
      done();
      return;
    }
    const id = note?.id ?? crypto.randomUUID();
    const sending = { method: "PUT", path: notePath(number, id), body: { text: written }, isFirst: !note } as const;
    void save.run(number, { kind: "note", note: { id, text: written } }, sending, {
      said: t("gathering.note_saved"),
      draft: { form: draft, typed: { text } },
      instead,
      whenDone: done,
    });
  }

  function remove(): void {
    if (!note) return;
    const sending = { method: "DELETE", path: notePath(number, note.id) } as const;
    void removal.run(number, { kind: "note_removal", note }, sending, { said: t("gathering.removed"), whenDone: done });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(note ? "gathering.edit_note" : "gathering.write_note")}
      closeLabel={t("common.close")}
      footer={
        <EntryFoot failure={failure} onRemove={note && !instead ? remove : null} isRemoving={removal.isBusy}>
          <Button size="wide" disabled={text.trim() === ""} isBusy={save.isBusy} onClick={keep}>
            {t("common.save")}
          </Button>
        </EntryFoot>
      }
    >
      <TextArea
        autoFocus
        dir="auto"
        rows={5}
        label={t("gathering.note_label")}
        hint={t("gathering.note_hint")}
        value={text}
        maxLength={20_000}
        onChange={({ target }) => {
          setText(target.value);
          writeDraft(draft, { text: target.value });
        }}
      />
    </Sheet>
  );
}
