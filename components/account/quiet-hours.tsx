"use client";

import { useEffect, useRef, useState } from "react";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Preferences } from "#lib/domain/preferences/preferences.ts";
import { TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { Switch } from "../ui/switch.tsx";

type Hours = NonNullable<Preferences["quiet_hours"]>;
type QuietHoursProps = { hours: Hours | null; onChange: (hours: Hours | null) => void };

/** A time of day is typed in steps, so it is saved when the steps have come to rest. */
const REST_MS = 900;

export function QuietHours({ hours, onChange }: QuietHoursProps) {
  const { t } = useTexts();
  const { organization } = useSession();
  return (
    <div>
      <Switch
        label={t("account.quiet")}
        hint={t("account.quiet_hint")}
        isOn={hours !== null}
        onChange={(isOn) => onChange(isOn ? { from: "20:00", to: "07:00", time_zone: organization.time_zone } : null)}
      />
      {hours && <Times hours={hours} onChange={onChange} />}
    </div>
  );
}

function Times({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(hours);
  const save = useRef(onChange);
  save.current = onChange;
  const isComplete = typed.from !== "" && typed.to !== "" && typed.from !== typed.to;
  const isSaved = typed.from === hours.from && typed.to === hours.to && typed.time_zone === hours.time_zone;
  useEffect(() => {
    if (!isComplete || isSaved) return;
    const timer = window.setTimeout(() => save.current(typed), REST_MS);
    return () => window.clearTimeout(timer);
  }, [typed, isComplete, isSaved]);
  return (
    <div className="grid grid-cols-2 gap-4 pt-1 pb-4 desk:grid-cols-[1fr_1fr_2fr]">
      <TextField
        type="time"
        label={t("account.quiet_from")}
        value={typed.from}
        onChange={({ target }) => setTyped({ ...typed, from: target.value })}
        error={typed.from !== "" && typed.from === typed.to ? t("account.quiet_same") : null}
      />
      <TextField
        type="time"
        label={t("account.quiet_to")}
        value={typed.to}
        onChange={({ target }) => setTyped({ ...typed, to: target.value })}
      />
      <div className="col-span-2 desk:col-span-1">
        <Select
          label={t("account.quiet_zone")}
          value={typed.time_zone}
          onChange={({ target }) => setTyped({ ...typed, time_zone: target.value })}
          options={timeZones(typed.time_zone).map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
      </div>
    </div>
  );
}

/** Those that the browser knows, and the one that is chosen. */
function timeZones(chosen: string): string[] {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes(chosen) ? known : [chosen, ...known];
}
