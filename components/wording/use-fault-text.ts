"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { TemplateField } from "#lib/domain/notifications/template-book.ts";
import { isFault, parseTemplate } from "#lib/domain/notifications/template-text.ts";
import { longest } from "#lib/domain/templates/template.ts";
import { useFieldKeys } from "./offered.ts";

/** What is wrong with what is typed, by the same rules as when it is saved; null when nothing is. */
export function useFaultText(): (field: TemplateField, text: string) => string | null {
  const { t } = useTexts();
  const keys = useFieldKeys();
  return (field, text) => {
    if (text.length > longest[field])
      return t("wording.too_long", { maximum: String(longest[field]), count: String(text.length - longest[field]) });
    const parsed = parseTemplate(text, keys);
    if (!isFault(parsed)) return null;
    return t(`wording.${parsed.reason}`, { place: String(parsed.place + 1), text: parsed.text });
  };
}
