"use client";

import { SearchX } from "lucide-react";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

/** Somebody else's now, or of nobody ever. */
export function Gone({ number }: { number: number }) {
  const { t } = useTexts();
  const { account } = useSession();
  return (
    <Notice
      icon={<SearchX aria-hidden="true" className="size-7" />}
      title={t("interventions.gone_title", { number: String(number) })}
      text={t(account.is_admin ? "interventions.gone_text_admin" : "interventions.gone_text")}
    >
      <Link href="/interventions" className={buttonClass()}>
        {t("jobs.all_interventions")}
      </Link>
      <Link href="/" className={buttonClass({ look: "secondary" })}>
        {t("common.today")}
      </Link>
    </Notice>
  );
}
