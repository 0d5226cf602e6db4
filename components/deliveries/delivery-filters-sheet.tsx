"use client";

import { useState } from "react";
import { go } from "#lib/browser/location.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { channels, deliveryStates, messageKinds, skipReasons } from "#lib/domain/notifications/message.ts";
import { ContactPicker } from "../interventions/contact-picker.tsx";
import { PeriodFields } from "../interventions/period-fields.tsx";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { type FilterKey, type Filters, filterKeys, withFilters } from "./delivery-query.ts";
import { kindWords } from "./delivery-words.ts";

/** What narrows the log; it applies when one says so. */
export default function DeliveryFiltersSheet({ query, onClose }: { query: URLSearchParams; onClose: () => void }) {
  const { t } = useTexts();
  const times = useTimes();
  const [choice, setChoice] = useState<Filters>({});
  const chosenOf = (key: FilterKey) => (choice[key] === undefined ? (query.get(key) ?? "") : (choice[key] ?? ""));
  const choose = (changes: Filters) => setChoice({ ...choice, ...changes });
  const anyOption = { value: "", label: t("interventions.any") };

  function apply(changes: Filters): void {
    onClose();
    go(withFilters(query, changes), { isReplacing: true });
  }

  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("deliveries.filters")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button size="wide" onClick={() => apply(choice)}>
            {t("deliveries.apply")}
          </Button>
          <Button look="quiet" onClick={() => apply(Object.fromEntries(filterKeys.map((key) => [key, null])))}>
            {t("deliveries.clear")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <ContactPicker
          label={t("deliveries.person")}
          contactId={Number(chosenOf("contact_id")) || null}
          onChange={(id) => choose({ contact_id: id === null ? null : String(id) })}
        />
        <Select
          label={t("deliveries.state")}
          value={chosenOf("state")}
          // A reason is of what was not told alone.
          onChange={({ target }) =>
            choose({ state: target.value, ...(target.value === "skipped" ? {} : { reason: null }) })
          }
          options={[anyOption, ...deliveryStates.map((value) => ({ value, label: t(`deliveries.state_${value}`) }))]}
        />
        <Select
          label={t("deliveries.reason")}
          value={chosenOf("reason")}
          onChange={({ target }) => choose({ reason: target.value, ...(target.value ? { state: "skipped" } : {}) })}
          options={[anyOption, ...skipReasons.map((value) => ({ value, label: t(`skip_reasons.${value}`) }))]}
        />
        <Select
          label={t("deliveries.kind")}
          value={chosenOf("kind")}
          onChange={({ target }) => choose({ kind: target.value })}
          options={[anyOption, ...messageKinds.map((value) => ({ value, label: kindWords(value, null, t) }))]}
        />
        <Select
          label={t("deliveries.channel")}
          value={chosenOf("channel")}
          onChange={({ target }) => choose({ channel: target.value })}
          options={[anyOption, ...channels.map((value) => ({ value, label: t(`deliveries.${value}`) }))]}
        />
        <PeriodFields times={times} from={chosenOf("from")} to={chosenOf("to")} onChange={choose} />
      </div>
    </Sheet>
  );
}
