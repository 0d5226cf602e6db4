"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";

type TheirsProps = {
  /** Who has written it, as far as that is known. */
  who: readonly string[];
  /** What they have written, as people read it. */
  value: string;
  onMine: () => void;
  onTheirs: () => void;
  /** For texts, where one does not exclude the other. */
  onBoth?: (() => void) | undefined;
};

/** What somebody else has written where this person has, too: both are there, and the person decides. */
export function Theirs({ who, value, onMine, onTheirs, onBoth }: TheirsProps) {
  const { t } = useTexts();
  const by = useNames(who);
  return (
    <div
      role="status"
      data-undecided
      className="grid gap-1 rounded-xl bg-brass-wash px-4 py-2.5 text-small text-brass-ink"
    >
      <p dir="auto" className="max-h-48 overflow-y-auto font-medium whitespace-pre-wrap">
        {value === ""
          ? t("interventions.emptied_meanwhile", { who: by })
          : t("interventions.written_meanwhile", { who: by, value })}
      </p>
      <div className="-mx-3 flex flex-wrap">
        <Button look="quiet" size="compact" onClick={onMine}>
          {t("interventions.keep_mine")}
        </Button>
        <Button look="quiet" size="compact" onClick={onTheirs}>
          {t("interventions.take_theirs")}
        </Button>
        {onBoth && value !== "" && (
          <Button look="quiet" size="compact" onClick={onBoth}>
            {t("interventions.keep_both")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Names in a sentence; "somebody else" where there are none. */
export function useNames(names: readonly string[]): string {
  const { t, locale } = useTexts();
  return names.length === 0 ? t("interventions.somebody_else") : new Intl.ListFormat(locale).format(names);
}

/** To the first decision that is still to be made. */
export function goToUndecided(): void {
  const place = document.querySelector("[data-undecided]");
  // In the middle, where neither the title nor the bar of a phone lies over it.
  place?.scrollIntoView({ block: "center" });
  place?.querySelector("button")?.focus({ preventScroll: true });
}
