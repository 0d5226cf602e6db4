"use client";

import { Plus, X } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Suppression } from "#lib/domain/people/person.ts";
import { LockButton } from "../removed/lock-button.tsx";
import { SuppressionNote } from "../removed/suppression-note.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { emptyPoint, type Point } from "./person-input.ts";

type PointsFieldProps = {
  part: "emails" | "phones";
  points: Point[];
  errors: ReadonlyMap<string, string>;
  suppressions: readonly Suppression[];
  /** Canonical addresses that are saved: only of them can something be said. */
  saved: ReadonlySet<string>;
  onChange: (points: Point[]) => void;
};

/** Addresses of one channel, of which one is the default. */
export function PointsField({ part, points, errors, suppressions, saved, onChange }: PointsFieldProps) {
  const { t } = useTexts();
  const isEmail = part === "emails";
  const typed = points.filter(({ value }) => value.trim() !== "");
  const hasDefault = points.some((point) => point.is_default);
  const put = (changed: Point) => onChange(points.map((point) => (point.id === changed.id ? changed : point)));

  function remove(removed: Point): void {
    const kept = points.filter((point) => point !== removed);
    const left = kept.length > 0 ? kept : [emptyPoint(true)];
    onChange(removed.is_default ? left.map((point, place) => ({ ...point, is_default: place === 0 })) : left);
  }

  return (
    <fieldset data-part={part} className="grid min-w-0 gap-3">
      <legend className="sr-only">{t(`people.${part}`)}</legend>
      {points.map((point) => (
        <div key={point.id} className="grid grid-cols-1 gap-2">
          <div className="flex items-end gap-2">
            <div className="grid min-w-0 grow grid-cols-1 gap-2 desk:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
              <TextField
                type={isEmail ? "email" : "tel"}
                label={t(isEmail ? "people.email" : "people.phone")}
                dir="ltr"
                value={point.value}
                maxLength={320}
                autoComplete="off"
                error={errors.get(point.id)}
                onChange={({ target }) => put({ ...point, value: target.value })}
              />
              <TextField
                label={t("people.label")}
                placeholder={t("people.label_hint")}
                dir="auto"
                value={point.label}
                maxLength={100}
                autoComplete="off"
                onChange={({ target }) => put({ ...point, label: target.value })}
              />
            </div>
            {saved.has(point.id) && (
              <LockButton
                address={point.id}
                channel={isEmail ? "email" : "phone"}
                suppressions={suppressions.filter(({ address }) => address === point.id)}
              />
            )}
            <IconButton
              label={t("people.remove_point", { value: point.value || t("people.empty_point") })}
              onClick={() => remove(point)}
            >
              <X aria-hidden="true" className="size-5" />
            </IconButton>
          </div>
          {(typed.length > 1 || !hasDefault) && point.value.trim() !== "" && (
            <label className="flex min-h-12 items-center gap-3">
              <input
                type="radio"
                name={`default-${part}`}
                checked={point.is_default}
                onChange={() => onChange(points.map((one) => ({ ...one, is_default: one.id === point.id })))}
                className="size-5 shrink-0 appearance-none rounded-full border-2 border-edge checked:border-6 checked:border-petrol"
              />
              {t(point.is_default ? "people.is_default" : "people.make_default")}
            </label>
          )}
          {suppressions
            .filter(({ address }) => address === point.id)
            .map((suppression) => (
              <SuppressionNote key={suppression.scope} suppression={suppression} />
            ))}
        </div>
      ))}
      {typed.length > 0 && !hasDefault && (
        <p role="status" className="text-small font-medium text-brass-ink">
          {t("people.no_default")}
        </p>
      )}
      <Button
        look="quiet"
        className="justify-self-start"
        icon={<Plus aria-hidden="true" className="size-5" />}
        onClick={() => onChange([...points, emptyPoint(false)])}
      >
        {t(isEmail ? "people.add_email" : "people.add_phone")}
      </Button>
    </fieldset>
  );
}
