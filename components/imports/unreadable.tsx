"use client";

import { FileX } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactImport } from "#lib/domain/imports/import.ts";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { ReadingOptions } from "./reading-options.tsx";

/** It could not be read, and why; text is sometimes read well in another encoding. */
export function Unreadable({ job }: { job: ContactImport }) {
  const { t } = useTexts();
  return (
    <>
      <Notice
        isAlert
        icon={<FileX aria-hidden="true" className="size-7" />}
        title={t("imports.unreadable")}
        text={t(`imports.failure_${job.failure ?? "broken"}`)}
      >
        <Link href="/contacts/import" className={buttonClass()}>
          {t("imports.load_other")}
        </Link>
      </Notice>
      {job.failure === "not_a_table" && <ReadingOptions job={job} />}
    </>
  );
}
