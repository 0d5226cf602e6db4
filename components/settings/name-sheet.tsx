"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { ask } from "#lib/browser/api.ts";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { useIdempotencyKey } from "#lib/browser/idempotency-key.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Foot } from "../ui/foot.tsx";
import { Banner } from "../ui/notice.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ColorChoice, palette } from "./color-choice.tsx";
import { NameChip } from "./name-chip.tsx";
import { changesOf, inputOf, type NameInput, nameSchema } from "./name-input.ts";
import { isStatus, type Named, type Noun, setArchived, showChangedNames } from "./named.ts";
import { StatusKindChoice, StatusSteps } from "./status-part.tsx";

type NameSheetProps = {
  noun: Noun;
  /** Null: a new one. */
  named: Named | null;
  organization: OrganizationSettings;
  onClose: () => void;
};

/** A status or a type: what it is called in each of the company's languages, and how it looks. */
export function NameSheet({ noun, named, organization, onClose }: NameSheetProps) {
  const { t, locale } = useTexts();
  const nameOf = (tag: string) => new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  const failureText = useFailureText();
  const keyFor = useIdempotencyKey();
  const [failure, setFailure] = useState<string | null>(null);
  // The company's own language first: the others fall back on it.
  const languages = [...new Set([organization.language, ...organization.languages])];
  const [before] = useState(() => inputOf(noun, named, languages, palette[0].color));
  const draft = `${noun}.${named?.id ?? "new"}`;
  const [kept] = useState(() => keptInput(draft, before));
  const { register, control, formState, handleSubmit, watch } = useForm<NameInput>({
    defaultValues: { ...before, ...kept },
    resolver: zodResolver(nameSchema(organization.language)),
  });
  const { color, kind, names } = watch();
  useEffect(() => watch((values) => writeDraft(draft, values)).unsubscribe, [watch, draft]);
  const isStart = named !== null && isStatus(named) && named.is_default;

  const save = handleSubmit((input) =>
    attempt(async () => {
      const body = changesOf(input, named, before);
      const saved = named
        ? await ask<Named>(`/api/${noun}/${named.id}`, { method: "PATCH", body })
        : await ask<Named>(`/api/${noun}`, { method: "POST", body, idempotencyKey: keyFor(body) });
      showChangedNames(noun);
      toast(t("names.saved", { name: saved.name }));
    }),
  );

  async function archive(archived: Named): Promise<void> {
    await attempt(async () => {
      await setArchived(noun, archived, true);
      toast(t("names.archived", { name: archived.name }), {
        action: {
          label: t("common.undo"),
          run: () =>
            void setArchived(noun, archived, false).catch((error) => toast(failureText(error), { tone: "failed" })),
        },
      });
    });
  }

  async function attempt(change: () => Promise<void>): Promise<void> {
    setFailure(null);
    try {
      await change();
      dropDraft(draft);
      onClose();
    } catch (error) {
      setFailure(failureText(error));
    }
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(named ? `names.edit_${noun}` : `names.new_${noun}`)}
      description={
        <span className="flex min-h-7 items-center">
          <NameChip name={names[organization.language] || "…"} color={color} kind={kind} />
        </span>
      }
      closeLabel={t("common.close")}
      footer={
        <Foot failure={failure} isBusy={formState.isSubmitting} onClick={() => void save()}>
          {t("common.save")}
        </Foot>
      }
    >
      <form noValidate onSubmit={(event) => void save(event)} className="grid gap-5">
        {kept && (
          <Banner
            action={
              <Button
                look="quiet"
                size="compact"
                onClick={() => {
                  dropDraft(draft);
                  onClose();
                }}
              >
                {t("common.throw_draft_away")}
              </Button>
            }
          >
            {t("common.draft_is_back")}
          </Banner>
        )}
        {languages.map((tag, place) => (
          <TextField
            key={tag}
            {...register(`names.${tag}`)}
            label={t("names.name_in", { language: nameOf(tag) })}
            hint={place === 0 ? undefined : t("names.name_hint", { language: nameOf(tag) })}
            error={formState.errors.names?.[tag] && t("names.name_missing", { language: nameOf(tag) })}
            lang={tag}
            dir="auto"
            maxLength={200}
            autoComplete="off"
          />
        ))}
        {noun === "statuses" && <StatusKindChoice control={control} />}
        <Controller
          control={control}
          name="color"
          render={({ field }) => <ColorChoice color={field.value} onChoose={field.onChange} />}
        />
        {noun === "statuses" && <StatusSteps control={control} named={named} />}
        {named && (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4">
            <p className="min-w-0 grow basis-60 text-small text-soft">
              {t(isStart ? "names.archive_default" : "names.archive_hint")}
            </p>
            <Button look="secondary" disabled={isStart} onClick={() => void archive(named)}>
              {t("names.archive")}
            </Button>
          </div>
        )}
        <button type="submit" hidden />
      </form>
    </Sheet>
  );
}

/** What was typed when the sheet was left, if it was anything. */
function keptInput(draft: string, before: NameInput): NameInput | null {
  const kept = { ...before, ...readDraft<NameInput>(draft) };
  return JSON.stringify(kept) === JSON.stringify(before) ? null : kept;
}
