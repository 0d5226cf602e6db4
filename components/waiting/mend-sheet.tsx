"use client";

import { useState } from "react";
import { timeNow } from "#lib/browser/outbox/clock.ts";
import { tryAgain } from "#lib/browser/outbox/outbox.ts";
import { isConflict, type WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { useTask } from "../app/use-task.ts";
import NoteSheet from "../gathering/note-sheet.tsx";
import WorkSheet from "../gathering/work-sheet.tsx";
import { TextArea } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Sheet } from "../ui/sheet.tsx";

import { noRoomInWords } from "./no-room.ts";

type MendSheetProps = { change: WaitingChange; onClose: () => void };

/** What was refused, in the form in which it was typed: saved, it is sent in place of what was. */
export default function MendSheet({ change, onClose }: MendSheetProps) {
  const { doing, number } = change;
  if (doing.kind === "note") return <NoteSheet number={number} note={doing.note} instead={change} onClose={onClose} />;
  if (doing.kind === "work") return <WorkSheet number={number} line={doing.line} instead={change} onClose={onClose} />;
  return doing.kind === "outcome" && <OutcomeSheet change={change} doing={doing} onClose={onClose} />;
}

type Outcome = Extract<WaitingChange["doing"], { kind: "outcome" }>;

function OutcomeSheet({ change, doing, onClose }: MendSheetProps & { doing: Outcome }) {
  const { t } = useTexts();
  const task = useTask();
  const theirs = isConflict(change) ? (change.problem?.current as Intervention) : null;
  const [answer, setAnswer] = useState(theirs?.answer ? `${theirs.answer}\n\n${doing.answer}` : doing.answer);

  function save(): void {
    const body = { ...(change.body as object), answer, ...(theirs && { version: theirs.version }) };
    const seen = theirs?.answer ?? doing.seen;
    void task.run(async () => {
      const madeAt = (await timeNow()).toISOString();
      await tryAgain(change, { body, doing: { ...doing, answer, seen }, madeAt });
      onClose();
    }, noRoomInWords(t));
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("waiting.mend")}
      closeLabel={t("common.close")}
      footer={
        <Foot failure={task.failure} isBusy={task.isBusy} onClick={save}>
          {t("common.save")}
        </Foot>
      }
    >
      <TextArea
        autoFocus
        dir="auto"
        label={t("waiting.outcome_label")}
        value={answer}
        maxLength={100_000}
        onChange={({ target }) => setAnswer(target.value)}
      />
    </Sheet>
  );
}
