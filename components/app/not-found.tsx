"use client";

import { SearchX } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTitle } from "#lib/browser/title.ts";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Link } from "./link.tsx";

export default function NotFound() {
  const { t } = useTexts();
  useTitle(t("common.not_found_title"));
  return (
    <Notice
      icon={<SearchX aria-hidden="true" className="size-7" />}
      title={t("common.not_found_title")}
      text={t("common.not_found_text")}
    >
      <Link href="/" className={buttonClass({ look: "secondary" })}>
        {t("common.today")}
      </Link>
    </Notice>
  );
}
