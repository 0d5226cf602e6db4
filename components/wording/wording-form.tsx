"use client";

import { Undo2 } from "lucide-react";
import { useRef, useState } from "react";
import { changed, putAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { useTextDraft } from "#lib/browser/text-draft.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { type TemplateField, type TemplateKey, templateFields } from "#lib/domain/notifications/template-book.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Template, TemplateTexts } from "#lib/domain/templates/template.ts";
import { useFailureText } from "../app/failure-text.ts";
import { isConflict } from "../interventions/conflict.ts";
import { goToUndecided, Theirs } from "../interventions/theirs.tsx";
import { SaveBar } from "../settings/save-bar.tsx";
import { Button } from "../ui/button.tsx";
import { Banner } from "../ui/notice.tsx";
import { Placeholders } from "./placeholders.tsx";
import { Preview } from "./preview.tsx";
import { TemplateInput, type TemplateInputHandle } from "./template-input.tsx";
import { useFaultText } from "./use-fault-text.ts";
import { isAt, templatesPath } from "./wording-place.ts";

type WordingFormProps = {
  place: TemplateKey;
  shipped: TemplateTexts;
  template: Template | null;
  /** What this status says as long as it has no words of its own; null where that is the shipped wording. */
  everyStatus: Template | null;
};

/** The texts of one place, beside what they make of a real intervention. */
export function WordingForm({ place, shipped, template, everyStatus }: WordingFormProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const faultText = useFaultText();
  const fields: readonly TemplateField[] = templateFields[place.channel];
  const draft = useTextDraft(
    `wording.${place.status_id ?? "every"}.${place.audience}.${place.channel}.${place.language}`,
    textsOf(fields, shipped, template ?? everyStatus),
  );
  const [isSaving, setIsSaving] = useState(false);
  const [refused, setRefused] = useState<Partial<Record<string, string>>>({});
  const inputs = useRef(new Map<string, TemplateInputHandle>());
  const [lastField, setLastField] = useState<TemplateField>(fields.at(-1) ?? "text");
  const undecided = fields.filter((field) => draft.theirs[field] !== undefined);
  const errorOf = (field: TemplateField) => faultText(field, draft.values[field] ?? "") ?? refused[field] ?? null;
  const firstWrong = fields.find((field) => errorOf(field) !== null);
  // Beside words for every status only what is written out is said, the shipped wording, too.
  const own = ownTexts(fields, draft.values, everyStatus ? null : shipped);

  async function save(): Promise<void> {
    if (undecided.length > 0) return goToUndecided();
    if (firstWrong) return inputs.current.get(firstWrong)?.focus();
    // All as shipped is not a wording of one's own.
    if (Object.values(own).every((text) => text === null)) return template ? remove() : draft.discard();
    await attempt(async () => {
      put(await keep(place, own, template?.version ?? null));
      draft.discard();
      toast(t("wording.saved"));
    });
  }

  /** Back to what is said without it, and again to this one if that was a mistake. */
  async function remove(): Promise<void> {
    if (!template) return;
    await attempt(async () => {
      await ask(`${templatesPath}/${template.id}?version=${template.version}`, { method: "DELETE" });
      put(null);
      draft.discard();
      toast(t(everyStatus ? "wording.every_again" : "wording.shipped_again"), {
        action: {
          label: t("common.undo"),
          run: () => void attempt(async () => put(await keep(place, template, null))),
        },
      });
    });
  }

  async function attempt(change: () => Promise<void>): Promise<void> {
    setIsSaving(true);
    setRefused({});
    try {
      await change();
    } catch (error) {
      if (isConflict(error)) showTheirs(error.problem.current as Template | null);
      else {
        if (error instanceof Refused)
          setRefused(Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message])));
        toast(failureText(error), { tone: "failed" });
      }
    } finally {
      setIsSaving(false);
    }
  }

  function showTheirs(current: Template | null): void {
    put(current);
    toast(t("wording.changed_meanwhile"));
  }

  function put(current: Template | null): void {
    putAnswer<Page<Template>>(templatesPath, (page) => page && withTemplate(page, place, current));
    changed((path) => path === templatesPath);
  }

  return (
    <>
      <div className="grid grid-cols-1 items-start gap-x-8 gap-y-5 desk:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          {template?.fault && <Banner tone="failed">{t("wording.fault", { message: template.fault.message })}</Banner>}
          {draft.isFromBefore && <Banner tone="wanting">{t("wording.kept")}</Banner>}
          <p className="text-small text-soft">
            {t(template ? "wording.own_here" : everyStatus ? "wording.every_here" : "wording.shipped_here")}
          </p>
          <Placeholders
            field={t(`wording.field_${lastField}`)}
            onChoose={(name) => inputs.current.get(lastField)?.insert(name)}
          />
          {fields.map((field) => (
            <div key={field} className="grid grid-cols-1 gap-2">
              <TemplateInput
                ref={(handle) => {
                  if (handle) inputs.current.set(field, handle);
                  else inputs.current.delete(field);
                }}
                label={t(`wording.field_${field}`)}
                hint={field === "subject" ? t("wording.subject_hint") : undefined}
                field={field}
                language={place.language}
                value={draft.values[field] ?? ""}
                error={errorOf(field)}
                onFocus={() => setLastField(field)}
                onChange={(value) => {
                  setRefused({});
                  draft.change(field, value);
                }}
              />
              {draft.theirs[field] !== undefined && (
                <Theirs
                  who={template?.updated_by ? [template.updated_by.name] : []}
                  value={draft.theirs[field] ?? ""}
                  onMine={() => draft.decide(field, "mine")}
                  onTheirs={() => draft.decide(field, "theirs")}
                />
              )}
            </div>
          ))}
          <p className="text-small text-soft">{t("wording.missing_hint")}</p>
          {template && (
            <div>
              <Button
                look="secondary"
                isBusy={isSaving}
                icon={<Undo2 aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
                onClick={() => void remove()}
              >
                {t(everyStatus ? "wording.back_to_every" : "wording.back_to_shipped")}
              </Button>
            </div>
          )}
        </div>
        <Preview place={place} texts={own} isUsable={!firstWrong} />
      </div>
      <SaveBar
        count={draft.changed.length}
        isBusy={isSaving}
        onSave={() => void save()}
        onDiscard={() => {
          draft.discard();
          setRefused({});
        }}
      />
    </>
  );
}

function keep(place: TemplateKey, texts: TemplateTexts, version: number | null): Promise<Template> {
  const { status_id, audience, channel, language } = place;
  const { subject, heading, text, title, body } = texts;
  return ask<Template>(templatesPath, {
    method: "PUT",
    body: { status_id, audience, channel, language, subject, heading, text, title, body, version },
  });
}

/** What stands in the fields: one's own words, else the shipped ones. */
function textsOf(fields: readonly TemplateField[], shipped: TemplateTexts, template: Template | null) {
  const texts = fields.map((field) => [field, template?.[field] ?? shipped[field] ?? ""]);
  return Object.fromEntries(texts) as Record<TemplateField, string>;
}

/** What is to be saved: a text that is empty, or the shipped one that is said without it, too, is none of one's own. */
function ownTexts(
  fields: readonly TemplateField[],
  values: Record<TemplateField, string>,
  shipped: TemplateTexts | null,
): TemplateTexts {
  const nothing: TemplateTexts = { subject: null, heading: null, text: null, title: null, body: null };
  const own = fields
    .filter((field) => values[field].trim() !== "" && values[field] !== shipped?.[field])
    .map((field) => [field, values[field]]);
  return { ...nothing, ...Object.fromEntries(own) };
}

function withTemplate(page: Page<Template>, place: TemplateKey, current: Template | null): Page<Template> {
  const others = page.items.filter((item) => !isAt(item, place));
  return { ...page, items: current ? [...others, current] : others };
}
