"use client";

import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { go } from "#lib/browser/location.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ContactPicker } from "./contact-picker.tsx";
import { type FilterKey, orderOf, withFilters } from "./list-query.ts";
import { statusesPath } from "./paths.ts";
import { PeriodFields } from "./period-fields.tsx";

type Choice = Partial<Record<FilterKey | "sort" | "open", string | null>>;
type FiltersSheetProps = { query: URLSearchParams; number: number | null; onClose: () => void };

/** What narrows and orders the list; it applies when one says so. */
export default function FiltersSheet({ query, number, onClose }: FiltersSheetProps) {
  const { t } = useTexts();
  const { account } = useSession();
  const times = useTimes();
  const [choice, setChoice] = useState<Choice>({});
  const { body: statuses } = useAnswer<Page<Status>>(statusesPath);
  const { body: technicians } = useAnswer<Page<Contact>>(
    account.is_admin ? "/api/contacts?role=technician&limit=200" : null,
  );
  const chosenOf = (key: keyof Choice) => (choice[key] === undefined ? (query.get(key) ?? "") : (choice[key] ?? ""));
  const choose = (changes: Choice) => setChoice({ ...choice, ...changes });
  const anyOption = { value: "", label: t("interventions.any") };

  function apply(changes: Choice): void {
    onClose();
    go(withFilters(query, changes, number), { isReplacing: true });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("interventions.filters")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button size="wide" onClick={() => apply(choice)}>
            {t("interventions.apply_filters")}
          </Button>
          <Button
            look="quiet"
            onClick={() =>
              apply({ status_id: null, technician_id: null, customer_id: null, from: null, to: null, sort: null })
            }
          >
            {t("interventions.clear_filters")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <Select
          label={t("interventions.status")}
          value={chosenOf("status_id")}
          onChange={(event) => choose({ status_id: event.target.value })}
          options={[anyOption, ...(statuses?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))]}
        />
        {account.is_admin && (
          <>
            <Select
              label={t("interventions.technician")}
              value={chosenOf("technician_id")}
              onChange={(event) => choose({ technician_id: event.target.value })}
              options={[
                anyOption,
                ...(technicians?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
            <ContactPicker
              label={t("interventions.customer")}
              among="customer"
              contactId={Number(chosenOf("customer_id")) || null}
              onChange={(id) => choose({ customer_id: id === null ? null : String(id) })}
            />
          </>
        )}
        <PeriodFields times={times} from={chosenOf("from")} to={chosenOf("to")} onChange={choose} />
        <Select
          label={t("interventions.sort")}
          value={
            chosenOf("sort") ||
            orderOf(new URLSearchParams({ open: query.get("open") ?? "", status_id: chosenOf("status_id") }))
          }
          onChange={(event) => choose({ sort: event.target.value })}
          options={[
            { value: "starts_at", label: t("interventions.sort_oldest_start") },
            { value: "-starts_at", label: t("interventions.sort_newest_start") },
            { value: "-number", label: t("interventions.sort_newest_number") },
            { value: "number", label: t("interventions.sort_oldest_number") },
          ]}
        />
      </div>
    </Sheet>
  );
}
