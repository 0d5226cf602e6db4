"use client";

import { BellRing } from "lucide-react";
import { useState } from "react";
import { usePushHere } from "#lib/browser/push-here.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Banner } from "../ui/notice.tsx";
import { useTurnOn } from "./use-turn-on.ts";

const storageKey = "campanella.push-prompt";
const QUIET_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/** Offers notifications where they are missed: on the first screen, on a button, and not again for a week. */
export default function PushPrompt() {
  const { t } = useTexts();
  const { account } = useSession();
  const here = usePushHere();
  const [isLater, setIsLater] = useState(() => wasPutOff());
  const turnOn = useTurnOn(account.id);
  const isWanted = here.phase === "not_asked" || here.phase === "needs_installing";
  if (isLater || !isWanted) return null;

  function putOff(): void {
    setIsLater(true);
    try {
      window.localStorage.setItem(storageKey, String(Date.now()));
    } catch {
      // It is offered again at the next start.
    }
  }

  return (
    <div className="px-4 pb-4">
      <Banner tone="wanting" icon={<BellRing aria-hidden="true" className="size-5 shrink-0" />}>
        <span className="block">
          {turnOn.failure ?? t(here.phase === "not_asked" ? "devices.prompt" : "devices.prompt_ios")}
        </span>
        <span className="mt-2 flex flex-wrap gap-2">
          {here.phase === "not_asked" ? (
            <Button isBusy={turnOn.isBusy} onClick={() => void turnOn.run()}>
              {t("devices.turn_on")}
            </Button>
          ) : (
            <Link href="/me" className={buttonClass()}>
              {t("devices.prompt_show_how")}
            </Link>
          )}
          <Button look="quiet" onClick={putOff}>
            {t("devices.later")}
          </Button>
        </span>
      </Banner>
    </div>
  );
}

function wasPutOff(): boolean {
  try {
    return Date.now() - Number(window.localStorage.getItem(storageKey)) < QUIET_FOR_MS;
  } catch {
    return false;
  }
}
