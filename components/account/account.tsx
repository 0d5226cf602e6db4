"use client";

import { ChevronRight, Settings } from "lucide-react";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { KeptHere } from "./kept-here.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import { OtherDevices } from "./other-devices.tsx";
import { cardClass, Part } from "./part.tsx";
import { Person } from "./person.tsx";
import { Reaching } from "./reaching.tsx";
import { SignOut } from "./sign-out.tsx";
import { ThemeChoice } from "./theme-choice.tsx";
import { ThisDevice } from "./this-device.tsx";

/** Who is signed in here, what they like, and where the bell rings for them. */
export default function Account() {
  const { t } = useTexts();
  const { account } = useSession();
  return (
    <Screen title={t("account.title")}>
      <div className="grid gap-8 px-4 pt-1">
        <Person />
        <ThisDevice />
        <OtherDevices />
        <KeptHere />
        <Reaching />
        <LanguageChoice />
        <ThemeChoice />
        {account.is_admin && <Administration />}
        <SignOut />
      </div>
    </Screen>
  );
}

/** The bar of a phone has no room for the settings. */
function Administration() {
  const { t } = useTexts();
  return (
    <div className="desk:hidden">
      <Part title={t("account.administration_title")}>
        <Link href="/settings" className={`${cardClass} flex min-h-14 items-center gap-3 hover:bg-sunken`}>
          <Settings aria-hidden="true" className="size-5 shrink-0 text-petrol" />
          <span className="grow">{t("common.settings")}</span>
          <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-soft rtl:-scale-x-100" />
        </Link>
      </Part>
    </div>
  );
}
