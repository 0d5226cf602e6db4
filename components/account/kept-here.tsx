"use client";

import { HardDrive } from "lucide-react";
import { useEffect, useState } from "react";
import { type CopyHere, copyHere } from "#lib/browser/offline/copy-here.ts";
import { useWaiting } from "#lib/browser/outbox/state.ts";
import { useSession } from "#lib/browser/session.ts";
import { askToKeep, type StorageUse, storageUse } from "#lib/browser/storage-use.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import { Link } from "../app/link.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { cardClass, Part } from "./part.tsx";

/** What lies on this device for when there is no network, and how much room it takes. */
export function KeptHere() {
  const { t, locale } = useTexts();
  const times = useTimes({ isInSentence: true });
  const { account } = useSession();
  const waiting = useWaiting();
  const [use, setUse] = useState<StorageUse | null>(null);
  const [copy, setCopy] = useState<CopyHere | null>(null);
  useEffect(() => {
    void storageUse().then(setUse);
    void copyHere(account.id).then(setCopy);
  }, [account.id]);

  async function protect(): Promise<void> {
    const isPromised = await askToKeep();
    setUse((known) => known && { ...known, isPromised });
    toast(t(isPromised ? "kept_here.promised_now" : "kept_here.not_promised"));
  }

  if (!use && !copy) return null;
  return (
    <Part title={t("kept_here.title")}>
      <div className={`${cardClass} grid gap-3 py-4`}>
        <p className="flex gap-3">
          <HardDrive aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-petrol" />
          <span className="grid gap-1">
            {copy && <span>{t("kept_here.copy", { count: copy.jobs, when: times.dateTime(new Date(copy.at)) })}</span>}
            {use && (
              <span className="text-small text-soft">
                {t("kept_here.used", { used: size(use.used, locale), available: size(use.available, locale) })}{" "}
                {use.isPromised && t("kept_here.promised")}
              </span>
            )}
          </span>
        </p>
        <div className="flex flex-wrap gap-2 empty:hidden">
          {waiting.length > 0 && (
            <Link href="/waiting" className={buttonClass({ look: "secondary" })}>
              {t("kept_here.waiting", { count: waiting.length })}
            </Link>
          )}
          {use && !use.isPromised && (
            <Button look="secondary" onClick={() => void protect()}>
              {t("kept_here.protect")}
            </Button>
          )}
        </div>
      </div>
    </Part>
  );
}

const MEGABYTE = 1_000_000;

/** "12 MB", "58 GB" */
function size(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1_000 * MEGABYTE ? [bytes / MEGABYTE, "megabyte"] : [bytes / 1_000 / MEGABYTE, "gigabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}
