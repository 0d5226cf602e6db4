"use client";

import { useState } from "react";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { WorkLine } from "#lib/domain/interventions/entries.ts";
import { Button } from "../ui/button.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { EntryFoot } from "./entry-foot.tsx";
import { workLinePath } from "./paths.ts";
import { usePerform } from "./use-perform.ts";
import { emptyForm, formOf, isFault, lineOf, type WorkFault, type WorkForm } from "./work-form.ts";

type WorkSheetProps = {
  number: number;
  /** One that is there; null for a new one. */
  line: Omit<WorkLine, "author" | "created_at"> | null;
  /** The line was refused as it is, and is sent instead. */
  instead?: WaitingChange;
  /** What a timer has measured. */
  measured?: { startedAt: string; minutes: number };
  onClose: () => void;
  onKept?: () => void;
  /** After it was kept. */
  whenRefused?: () => void;
};

/** What was done, how long it took, what was used. */
export default function WorkSheet({ number, line, instead, measured, onClose, onKept, whenRefused }: WorkSheetProps) {
  const { t, locale } = useTexts();
  const times = useTimes();
  const draft = `work.${number}.${line?.id ?? "new"}`;
  const [form, setForm] = useState<WorkForm>(() => ({
    ...(line ? formOf(line, locale) : emptyForm),
    ...readDraft<WorkForm>(draft),
    ...(measured && { took: String(measured.minutes) }),
  }));
  const [fault, setFault] = useState<WorkFault | null>(null);
  const startedAt = measured?.startedAt ?? line?.started_at ?? null;
  const save = usePerform();
  const removal = usePerform();

  function change(field: keyof WorkForm, value: string): void {
    const next = { ...form, [field]: value };
    setForm(next);
    setFault(null);
    writeDraft(draft, next);
  }

  function keep(): void {
    const input = lineOf(form, startedAt);
    if (isFault(input)) {
      setFault(input);
      return;
    }
    const id = line?.id ?? crypto.randomUUID();
    const sending = { method: "PUT", path: workLinePath(number, id), body: input, isFirst: !line } as const;
    void save.run(number, { kind: "work", line: { id, ...input } }, sending, {
      said: t("gathering.work_saved"),
      draft: { form: draft, typed: form },
      instead,
      whenKept: onKept,
      whenRefused,
      whenDone: onClose,
    });
  }

  function remove(): void {
    if (!line) return;
    const sending = { method: "DELETE", path: workLinePath(number, line.id) } as const;
    void removal.run(number, { kind: "work_removal", line }, sending, {
      said: t("gathering.removed"),
      whenDone: () => {
        dropDraft(draft);
        onClose();
      },
    });
  }

  const since = startedAt && t("gathering.took_since", { when: times.time(new Date(startedAt)) });
  const faultOf = (field: keyof WorkForm) => (fault?.field === field ? t(`gathering.${fault.text}`) : null);
  const failure = save.failure ?? removal.failure;
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(line ? "gathering.edit_work_title" : "gathering.add_work_title")}
      closeLabel={t("common.close")}
      footer={
        <EntryFoot failure={failure} onRemove={line && !instead ? remove : null} isRemoving={removal.isBusy}>
          <Button size="wide" isBusy={save.isBusy} onClick={keep}>
            {t("common.save")}
          </Button>
        </EntryFoot>
      }
    >
      <div className="grid gap-4">
        <TextArea
          dir="auto"
          label={t("gathering.what")}
          value={form.what}
          maxLength={5_000}
          error={faultOf("what")}
          onChange={({ target }) => change("what", target.value)}
        />
        <TextField
          label={t("gathering.took")}
          hint={[t("gathering.took_hint"), since].filter(Boolean).join(" · ")}
          value={form.took}
          autoComplete="off"
          error={faultOf("took")}
          onChange={({ target }) => change("took", target.value)}
        />
        <TextField
          dir="auto"
          label={t("gathering.material")}
          value={form.material}
          maxLength={500}
          error={faultOf("material")}
          onChange={({ target }) => change("material", target.value)}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t("gathering.quantity")}
            inputMode="decimal"
            autoComplete="off"
            value={form.quantity}
            error={faultOf("quantity")}
            onChange={({ target }) => change("quantity", target.value)}
          />
          <TextField
            dir="auto"
            label={t("gathering.unit")}
            hint={t("gathering.unit_hint")}
            value={form.unit}
            maxLength={20}
            onChange={({ target }) => change("unit", target.value)}
          />
        </div>
      </div>
    </Sheet>
  );
}
