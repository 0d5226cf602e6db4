"use client";

import { ShieldUser } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Link } from "./link.tsx";
import { Screen } from "./screen.tsx";
import type { Section } from "./screens.tsx";

/** A screen that is not for the person's profile. */
export function NotAllowed({ section }: { section: Section | null }) {
  const { t } = useTexts();
  return (
    <Screen title={t(`common.${section ?? "settings"}`)}>
      <Notice
        icon={<ShieldUser aria-hidden="true" className="size-7" />}
        title={t("common.not_allowed_title")}
        text={t("common.not_allowed_text")}
      >
        <Link href="/" className={buttonClass({ look: "secondary" })}>
          {t("common.today")}
        </Link>
      </Notice>
    </Screen>
  );
}
