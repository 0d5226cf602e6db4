"use client";

import { Bell } from "lucide-react";
import type { TemplatePreview } from "#lib/domain/templates/template.ts";

/** As a phone shows it: two lines of headline, four of text; the bell row says the same. */
export function PushPreview({ wording }: { wording: TemplatePreview["wording"] }) {
  return (
    <div className="rounded-3xl bg-sunken px-4 py-10">
      <div className="mx-auto flex max-w-sm gap-3 rounded-2xl bg-raised px-4 py-3.5 shadow-raised">
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-petrol text-on-petrol">
          <Bell aria-hidden="true" className="size-5" />
        </span>
        <div className="grid min-w-0 gap-0.5">
          <p dir="auto" className="line-clamp-2 font-semibold wrap-anywhere" title={wording.title}>
            {wording.title}
          </p>
          <p dir="auto" className="line-clamp-4 text-small wrap-anywhere" title={wording.body}>
            {wording.body}
          </p>
        </div>
      </div>
    </div>
  );
}
