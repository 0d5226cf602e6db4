"use client";

import { useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";

/** About ten lines of a phone. */
const LONG = 500;
const MANY_LINES = 10;

/** What somebody has typed, with its lines; of a very long one the beginning, until the rest is asked for. */
export function LongText({ text, className = "" }: { text: string; className?: string }) {
  const { t } = useTexts();
  const [isWhole, setIsWhole] = useState(false);
  const isLong = text.length > LONG || text.split("\n").length > MANY_LINES;
  return (
    <>
      <p
        dir="auto"
        className={`max-w-prose whitespace-pre-wrap wrap-anywhere ${isLong && !isWhole ? "line-clamp-6" : ""} ${className}`}
      >
        {text}
      </p>
      {isLong && (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
          className="-ms-2 min-h-12 justify-self-start rounded-lg px-2 font-medium text-petrol hover:underline compact:min-h-9"
        >
          {t(isWhole ? "interventions.show_less" : "interventions.show_whole")}
        </button>
      )}
    </>
  );
}
