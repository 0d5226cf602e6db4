"use client";

import { TriangleAlert } from "lucide-react";
import { useAnswer } from "#lib/browser/answers.ts";
import { type Texts, useTexts } from "#lib/browser/texts.tsx";
import { type Times, useNow, useTimes } from "#lib/browser/times.ts";
import type { DeliveryHealth, Outage } from "#lib/domain/deliveries/health.ts";
import { Link } from "../app/link.tsx";
import { Banner } from "../ui/notice.tsx";
import { logOf } from "./delivery-query.ts";

/** For administrators: that messages do not leave, how many wait, and since when. Gone when all is well again. */
export default function OutageBanner() {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const now = useNow();
  const { body, at, error } = useAnswer<DeliveryHealth>("/api/delivery-health");
  // What the device remembers, or what cannot be asked, says nothing of now.
  if (!body || at === 0 || error || body.outages.length === 0) return null;
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-2 px-4 pt-3">
      {body.outages.map((outage) => (
        <Banner
          key={outage.part}
          tone="failed"
          icon={<TriangleAlert aria-hidden="true" className="size-5 shrink-0" />}
          action={
            <Link
              href={logOf({ state: "queued", channel: outage.part === "worker" ? null : outage.part })}
              className="inline-flex min-h-12 shrink-0 items-center px-2 font-semibold underline underline-offset-2 compact:min-h-9"
            >
              {t("deliveries.look")}
            </Link>
          }
        >
          {[whatIsOut(outage, times, t), whatWaits(outage, times, now, t)].join(" ")}
          {outage.error && !isSilent(outage.error) && (
            <bdi className="block font-normal wrap-anywhere">{t("deliveries.says", { error: outage.error })}</bdi>
          )}
        </Banner>
      ))}
    </div>
  );
}

function whatIsOut({ part, service, since, error }: Outage, times: Times, t: Texts["t"]): string {
  const when = since === null ? "–" : momentOf(new Date(since), times);
  if (part === "worker") return since === null ? t("deliveries.out_worker_ever") : t("deliveries.out_worker", { when });
  if (service === null) return t(`deliveries.late_${part}`);
  const how = isSilent(error ?? "") ? "silent" : "refusing";
  return t(`deliveries.out_${part}_${how}`, { service, when });
}

/** Today the time is enough. */
function momentOf(at: Date, times: Times): string {
  return times.dayKey(at) === times.dayKey(new Date()) ? times.time(at) : times.dateTime(at);
}

function whatWaits({ waiting, oldest_at }: Outage, times: Times, now: Date, t: Texts["t"]): string {
  const minutes = oldest_at === null ? 0 : Math.max(1, Math.floor((now.getTime() - Date.parse(oldest_at)) / 60_000));
  return t("deliveries.waiting", { count: waiting, age: times.duration(minutes) });
}

/** Codes of Node.js and nodemailer where there was no answer at all; a refused login is one. */
function isSilent(error: string): boolean {
  return /^E[A-Z]+|timeout|UND_ERR/i.test(error) && !/^(EAUTH|EENVELOPE|EMESSAGE|EPROTOCOL)/.test(error);
}
