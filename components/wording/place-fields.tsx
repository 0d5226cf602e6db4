"use client";

import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { audiences, channels } from "#lib/domain/notifications/message.ts";
import type { TemplateKey } from "#lib/domain/notifications/template-book.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import type { Template } from "#lib/domain/templates/template.ts";
import { Choice } from "../ui/choice.tsx";
import { Select } from "../ui/select.tsx";
import { isAt, pathTo } from "./wording-place.ts";

type PlaceFieldsProps = {
  place: TemplateKey;
  statuses: readonly Status[];
  languages: readonly string[];
  templates: readonly Template[];
};

/** Which messages are worded. What was typed for others is kept until one comes back to them. */
export function PlaceFields({ place, statuses, languages, templates }: PlaceFieldsProps) {
  const { t, locale } = useTexts();
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const choose = (change: Partial<TemplateKey>) => {
    const next = { ...place, ...change };
    go(pathTo(next.audience === "customer" ? { ...next, channel: "email" } : next), { isReplacing: true });
  };
  /** What has words of its own says so where it is chosen. */
  const marked = (label: string, change: Partial<TemplateKey>) =>
    templates.some((template) => isAt(template, { ...place, ...change })) ? t("wording.marked", { label }) : label;
  const offered = statuses.filter(({ id, is_archived }) => !is_archived || id === place.status_id);
  return (
    <div className="grid gap-4 rounded-2xl border border-line bg-raised p-5 desk:grid-cols-2">
      <Select
        label={t("wording.status")}
        value={place.status_id ?? ""}
        onChange={({ target }) => choose({ status_id: target.value === "" ? null : Number(target.value) })}
        options={[
          { value: "", label: marked(t("wording.every_status"), { status_id: null }) },
          ...offered.map(({ id, name }) => ({ value: String(id), label: marked(name, { status_id: id }) })),
        ]}
      />
      <Select
        label={t("wording.language")}
        value={place.language}
        onChange={({ target }) => choose({ language: target.value })}
        options={languages.map((tag) => ({ value: tag, label: marked(names.of(tag) ?? tag, { language: tag }) }))}
      />
      <div className="grid content-start gap-1.5">
        <p aria-hidden="true" className="font-medium">
          {t("wording.audience")}
        </p>
        <Choice
          label={t("wording.audience")}
          chosen={place.audience}
          options={audiences.map((value) => ({ value, label: t(`telling.${value}`) }))}
          onChoose={(audience) => choose({ audience })}
        />
      </div>
      <div className="grid content-start gap-1.5">
        <p aria-hidden="true" className="font-medium">
          {t("wording.channel")}
        </p>
        <Choice
          label={t("wording.channel")}
          chosen={place.channel}
          options={channels
            .filter((channel) => channel === "email" || place.audience !== "customer")
            .map((value) => ({ value, label: t(`wording.by_${value}`) }))}
          onChoose={(channel) => choose({ channel })}
        />
      </div>
    </div>
  );
}
