"use client";

import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { RemovedPage } from "#lib/domain/contacts/removed-address.ts";
import { SearchField } from "../app/search-field.tsx";
import { PeriodFields } from "../interventions/period-fields.tsx";
import { Choice } from "../ui/choice.tsx";

const keys = ["q", "channel", "state", "from", "to"] as const;
type Filters = Partial<Record<(typeof keys)[number], string | null>>;

/** The same list as a file. */
export function removedExportPath(address: URLSearchParams): string {
  return `/api/suppressions/export?${wantedOf(address)}`;
}

/** The parameters of the screen's address are those of the API. */
export function removedPath(address: URLSearchParams): string {
  const query = wantedOf(address);
  return query.size > 0 ? `/api/suppressions?${query}` : "/api/suppressions";
}

type RemovedFiltersProps = { address: URLSearchParams; totals: RemovedPage["totals"] | undefined };

/** By channel with its total [CT-68], whether it holds, part of the address, and when [CT-71]. */
export function RemovedFilters({ address, totals }: RemovedFiltersProps) {
  const { t, locale } = useTexts();
  const times = useTimes();
  const number = new Intl.NumberFormat(locale);
  const all = totals && totals.email + totals.phone;
  const counted = (text: string, count: number | undefined) =>
    count === undefined ? text : `${text} ${number.format(count)}`;
  const set = (changes: Filters) => show(address, changes);
  return (
    <div className="grid gap-2">
      <SearchField
        label={t("removed.search")}
        clearLabel={t("contacts.clear_search")}
        asked={address.get("q") ?? ""}
        onSearch={(q) => set({ q: q || null })}
      />
      <Choice
        label={t("removed.which_channel")}
        chosen={address.get("channel") ?? "all"}
        options={[
          { value: "all", label: counted(t("removed.all"), all) },
          { value: "email", label: counted(t("contacts.channel_email"), totals?.email) },
          { value: "phone", label: counted(t("contacts.channel_phone"), totals?.phone) },
        ]}
        onChoose={(value) => set({ channel: value === "all" ? null : value })}
      />
      <Choice
        label={t("removed.which_state")}
        chosen={address.get("state") ?? "active"}
        options={[
          { value: "active", label: t("removed.state_active") },
          { value: "lifted", label: t("removed.state_lifted") },
        ]}
        onChoose={(value) => set({ state: value === "active" ? null : value })}
      />
      <PeriodFields times={times} from={address.get("from") ?? ""} to={address.get("to") ?? ""} onChange={set} />
    </div>
  );
}

function wantedOf(address: URLSearchParams): URLSearchParams {
  return new URLSearchParams(keys.flatMap((key) => (address.get(key) ? [[key, address.get(key) ?? ""]] : [])));
}

function show(address: URLSearchParams, changes: Filters): void {
  const next = wantedOf(address);
  for (const [key, value] of Object.entries(changes)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  go(next.size > 0 ? `/contacts/removed?${next}` : "/contacts/removed", { isReplacing: true });
}
