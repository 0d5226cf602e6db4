"use client";

import { Plus, X } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { IconButton } from "../ui/button.tsx";
import { inputClass } from "../ui/field.tsx";
import { languageOptions } from "./known-places.ts";

type LanguagesProps = {
  chosen: readonly string[];
  /** Cannot be taken away: it is the language of last resort. */
  always: string;
  error: string | null;
  onChange: (chosen: string[]) => void;
};

/** The languages in which the company's own names and words are kept. */
export function Languages({ chosen, always, error, onChange }: LanguagesProps) {
  const { t, locale } = useTexts();
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const nameOf = (tag: string) => names.of(tag) ?? tag;
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="mb-1.5 font-medium">{t("company.languages")}</legend>
      <ul className="flex flex-wrap gap-2">
        {chosen.map((tag) => (
          <li key={tag} className="flex min-h-12 items-center rounded-xl border border-edge ps-3.5 compact:min-h-10">
            <span className={tag === always ? "pe-3.5" : ""}>{nameOf(tag)}</span>
            {tag !== always && (
              <IconButton
                label={t("company.remove_language", { language: nameOf(tag) })}
                onClick={() => onChange(chosen.filter((one) => one !== tag))}
              >
                <X aria-hidden="true" className="size-4.5" />
              </IconButton>
            )}
          </li>
        ))}
        <li className="relative min-w-48 grow sm:grow-0">
          <Plus
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-petrol"
          />
          <select
            aria-label={t("company.add_language")}
            value=""
            onChange={({ target }) => onChange([...chosen, target.value])}
            className={`${inputClass} appearance-none ps-11 font-medium text-petrol`}
          >
            <option value="" disabled>
              {t("company.add_language")}
            </option>
            {languageOptions(locale, chosen).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </li>
      </ul>
      {error && (
        <p role="alert" className="text-small font-medium text-danger">
          {error}
        </p>
      )}
      <p className="text-small text-soft">{t("company.languages_hint")}</p>
    </fieldset>
  );
}
