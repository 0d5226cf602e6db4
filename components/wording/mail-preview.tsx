"use client";

import { useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { TemplatePreview } from "#lib/domain/templates/template.ts";

/** The mail itself, in a frame in which nothing runs and no link leads anywhere. */
export function MailPreview({ preview }: { preview: TemplatePreview }) {
  const { t } = useTexts();
  const [height, setHeight] = useState(420);
  return (
    <div className="overflow-hidden rounded-2xl border border-line bg-raised">
      <div className="grid gap-0.5 border-b border-line px-5 py-3">
        <p dir="auto" className="font-semibold wrap-anywhere">
          {preview.wording.subject}
        </p>
        <p dir="auto" className="truncate text-small text-soft" title={preview.recipient}>
          {preview.recipient}
        </p>
      </div>
      <iframe
        title={t("wording.mail_preview")}
        srcDoc={preview.mail?.html}
        // Without scripts the frame can do nothing with being ours; we may measure it.
        sandbox="allow-same-origin"
        onLoad={({ currentTarget }) => {
          const page = currentTarget.contentDocument;
          if (!page) return;
          page.addEventListener("click", (event) => event.preventDefault());
          for (const link of page.querySelectorAll("a")) link.tabIndex = -1;
          setHeight(Math.ceil(page.documentElement.getBoundingClientRect().height));
        }}
        style={{ height }}
        className="block w-full border-0"
      />
    </div>
  );
}
