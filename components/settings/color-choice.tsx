"use client";

import { Check, Pipette } from "lucide-react";
import { type CSSProperties, useId } from "react";
import { useTexts } from "#lib/browser/texts.tsx";

/** Far enough from each other to be told apart, and readable on the ground of either theme. */
export const palette = [
  { name: "teal", color: "#2f6f8f" },
  { name: "blue", color: "#3a5ba0" },
  { name: "violet", color: "#5b4b8a" },
  { name: "purple", color: "#7a4fa3" },
  { name: "pink", color: "#a03a78" },
  { name: "red", color: "#a23b2a" },
  { name: "ochre", color: "#7a6a3a" },
  { name: "green", color: "#3c7a57" },
  { name: "grey", color: "#6b6b6b" },
] as const;

const swatchClass =
  "relative grid size-12 place-items-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-petrol";

/** One of a few colours that go together, or any other. Lists show it in a shade that can be read. */
export function ColorChoice({ color, onChoose }: { color: string; onChoose: (color: string) => void }) {
  const { t } = useTexts();
  const name = useId();
  const isOwn = !palette.some((known) => known.color === color);
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t("names.color")}</legend>
      <div className="-mx-1.5 flex flex-wrap">
        {palette.map((known) => (
          <label key={known.color} className={swatchClass} title={t(`names.${known.name}`)}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              aria-label={t(`names.${known.name}`)}
              checked={known.color === color}
              onChange={() => onChoose(known.color)}
            />
            <Swatch color={known.color} isChosen={known.color === color} />
          </label>
        ))}
        <label className={swatchClass} title={t("names.other_color")}>
          <input
            type="color"
            className="absolute inset-0 size-full cursor-pointer opacity-0"
            aria-label={t("names.other_color")}
            value={color}
            onChange={(event) => onChoose(event.target.value)}
          />
          {isOwn ? (
            <Swatch color={color} isChosen />
          ) : (
            <span className="grid size-8 place-items-center rounded-full border border-edge text-soft">
              <Pipette aria-hidden="true" className="size-4" />
            </span>
          )}
        </label>
      </div>
    </fieldset>
  );
}

function Swatch({ color, isChosen }: { color: string; isChosen: boolean }) {
  return (
    <span
      className={`tinted grid size-8 place-items-center rounded-full border-2 border-current ${isChosen ? "ring-2 ring-current ring-offset-2 ring-offset-raised" : ""}`}
      style={{ "--tint": color } as CSSProperties}
    >
      <span className="col-start-1 row-start-1 size-7 rounded-full bg-current" />
      {isChosen && (
        <Check aria-hidden="true" className="col-start-1 row-start-1 size-4.5 text-raised" strokeWidth={3} />
      )}
    </span>
  );
}
