"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Theirs } from "../interventions/theirs.tsx";
import type { Part, PersonInput } from "./person-input.ts";
import type { PersonDraft } from "./use-person-draft.ts";

/** Below its field, when somebody else has changed it, too. */
export function PartTheirs({ part, draft }: { part: Part; draft: PersonDraft }) {
  const { t, locale } = useTexts();
  if (!draft.undecided.includes(part)) return null;
  return (
    <Theirs
      who={[]}
      value={wordsOf(part, draft.before)}
      onMine={() => draft.decide(part, "mine")}
      onTheirs={() => draft.decide(part, "theirs")}
    />
  );

  function wordsOf(part: Part, input: PersonInput): string {
    switch (part) {
      case "name":
        return input.name;
      case "kind":
        return t(`people.${input.kind}`);
      case "roles":
        return input.roles.map((role) => t(`people.role_${role}`)).join(", ") || t("people.no_role");
      case "language":
        return input.language
          ? (new Intl.DisplayNames(locale, { type: "language" }).of(input.language) ?? input.language)
          : t("people.language_default");
      case "code":
      case "note":
        return input[part] || "–";
      case "company":
        return draft.base?.company?.name ?? "–";
      case "sites":
        return (
          input.sites.map(({ name, street, city }) => [name, street, city].filter(Boolean).join(", ")).join("; ") || "–"
        );
      case "own_fields":
        return Object.values(input.own_fields).join(", ") || "–";
      case "emails":
      case "phones":
        return input[part].map(({ value, label }) => (label ? `${value} (${label})` : value)).join(", ");
      default:
        return part satisfies never;
    }
  }
}
