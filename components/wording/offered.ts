import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import { type Placeholder, placeholders } from "#lib/domain/notifications/placeholder.ts";
import type { Page } from "#lib/domain/page.ts";
import { ownFieldsPath } from "../contacts/paths.ts";

export type Offered = { name: Placeholder; label: string };

/** What a template may name: what every intervention has, and what the company asks of its customers. */
export function useOffered(): readonly Offered[] {
  const { t } = useTexts();
  const { body } = useAnswer<Page<OwnField>>(ownFieldsPath);
  return [
    ...placeholders.map((name) => ({ name, label: t(`wording.placeholder_${name}`) })),
    ...(body?.items ?? []).map(({ key, name }) => ({
      name: `customer.${key}` as const,
      label: t("wording.placeholder_field", { name }),
    })),
  ];
}

/** The keys of the company's own fields; undefined until they are known. */
export function useFieldKeys(): ReadonlySet<string> | undefined {
  const { body } = useAnswer<Page<OwnField>>(ownFieldsPath);
  return body && new Set(body.items.map(({ key }) => key));
}
