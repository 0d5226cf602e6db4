"use client";

import { Palette } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { day, mailColors } from "#lib/mail/mail-colors.ts";
import { Button } from "../ui/button.tsx";

type BrandColorProps = {
  /** `#rrggbb`; empty: the product's own. */
  color: string;
  error: string | null;
  onChoose: (color: string) => void;
};

/** The one colour of the company's in its mails, and what becomes of it so that it can be read. */
export function BrandColor({ color, error, onChoose }: BrandColorProps) {
  const { t } = useTexts();
  const colors = mailColors(color || null);
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="mb-1.5 font-medium">{t("company.color")}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <label className="relative flex min-h-12 cursor-pointer items-center gap-3 rounded-xl border border-edge bg-raised px-3.5 font-medium hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-petrol">
          <input
            type="color"
            aria-label={t("company.own_color")}
            value={color || day.button}
            onChange={({ target }) => onChoose(target.value)}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
          {color ? (
            <span aria-hidden="true" className="size-6 rounded-full border border-edge" style={{ background: color }} />
          ) : (
            <Palette aria-hidden="true" className="size-5 text-soft" />
          )}
          {t("company.own_color")}
        </label>
        {color && (
          <Button look="quiet" onClick={() => onChoose("")}>
            {t("company.no_color")}
          </Button>
        )}
      </div>
      <div className="grid gap-2 sm:grid-cols-2">
        {(["day", "night"] as const).map((time) => (
          <figure
            key={time}
            className="grid gap-2 rounded-xl border border-line p-4"
            style={{ background: colors[time].card }}
          >
            <figcaption className="text-small" style={{ color: colors[time].quiet }}>
              {t(`company.by_${time}`)}
            </figcaption>
            <span className="font-semibold" style={{ color: colors[time].petrol }}>
              {t("company.sample")}
            </span>
            <span
              className="justify-self-start rounded-xl px-4 py-2.5 font-semibold"
              style={{ background: colors[time].button, color: colors[time].onButton }}
            >
              {t("company.sample_button")}
            </span>
          </figure>
        ))}
      </div>
      {error && (
        <p role="alert" className="text-small font-medium text-danger">
          {error}
        </p>
      )}
      <p className="text-small text-soft">{t("company.color_hint")}</p>
    </fieldset>
  );
}
