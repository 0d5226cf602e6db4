"use client";

import { BellRing, Check, Minus, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { SkipReason } from "#lib/domain/notifications/message.ts";
import type { Person } from "#lib/domain/people/person.ts";
import type { Way } from "#lib/domain/people/reachability.ts";
import { Link } from "../app/link.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { goToPlace, type Place } from "./mend.ts";

export type LoginState = Person["login"]["state"];

/** Where each reason is mended on the page; what is the person's own choice or device is not mended here. */
const mends = {
  no_default_email: { place: "emails", label: "people.mend_email" },
  address_suppressed: { place: "emails", label: "people.mend_address" },
  no_login: { place: "login", label: "people.mend_login" },
  no_profile: { place: "login", label: "people.mend_profile" },
  account_inactive: { place: "login", label: "people.mend_activate" },
} as const satisfies Partial<Record<SkipReason, { place: Place; label: string }>>;

type WayProps = {
  way: Way;
  name: string;
  login: LoginState;
  /** The same stands in the way of what is said above, and is mended there. */
  isSaidAbove: boolean;
};

/** One way of telling somebody: where it leads, or what stands in it. */
export function ToldWay({ way, name, login, isSaidAbove }: WayProps) {
  const { t, locale } = useTexts();
  const { channel, matter, reason, address, devices, statuses } = way;
  const title = matter === "assignment" ? t("people.channel_assignment") : t(`people.channel_${channel}`);
  const names = new Intl.ListFormat(locale, { type: "disjunction" }).format(statuses.map((status) => status.name));
  const isReached = reason === null || reason === "no_device";
  const isAsked = matter === "assignment" || statuses.length > 0;
  const mend = reason !== null && reason in mends && !isSaidAbove ? mends[reason as keyof typeof mends] : null;
  const isInvited = reason === "no_login" && login === "invited";
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-3">
      <Sign isReached={isReached} isAsked={isAsked} hasDevice={reason !== "no_device"} />
      <div className="grid gap-1">
        <p className="font-medium">{title}</p>
        <p className={isReached ? "text-soft wrap-anywhere" : "font-medium text-brass-ink wrap-anywhere"}>{words()}</p>
        {reason === "no_device" && !isSaidAbove && (
          <p className="text-small text-soft">{t("people.device_by_person", { name })}</p>
        )}
        {mend && (
          <Button look="quiet" className="-ms-4 justify-self-start" onClick={() => goToPlace(mend.place)}>
            {t(isInvited ? "people.mend_invited" : mend.label)}
          </Button>
        )}
        {isReached && !isAsked && (
          <Link
            href="/settings/notification-rules"
            className={buttonClass({ look: "quiet" }, "-ms-4 justify-self-start")}
          >
            {t("people.change_rules")}
          </Link>
        )}
      </div>
    </li>
  );

  function words(): ReactNode {
    if (!isReached) return refusal();
    if (!isAsked)
      return channel === "email" ? t("people.no_status_email", { address: address ?? "" }) : t("people.no_status_push");
    if (channel === "email") return t("people.reached_email", { address: address ?? "", statuses: names });
    if (reason === "no_device")
      return matter === "assignment"
        ? t("people.bell_only_assignment")
        : t("people.bell_only_push", { statuses: names });
    const count = devices ?? 0;
    return matter === "assignment"
      ? t("people.reached_assignment", { count })
      : t("people.reached_push", { count, statuses: names });
  }

  function refusal(): string {
    switch (reason) {
      case "no_login":
        if (login === "invited" || login === "expired") return t(`people.not_${login}`);
        return t("people.not_no_login");
      case "account_inactive":
      case "no_profile":
      case "no_default_email":
        return t(`people.not_${reason}`);
      case "address_suppressed":
        return t("people.not_address_suppressed", { address: address ?? "" });
      case "muted_by_preference":
        return t("people.not_muted_by_preference", { name });
      default:
        return t("people.not_other");
    }
  }
}

function Sign({ isReached, isAsked, hasDevice }: { isReached: boolean; isAsked: boolean; hasDevice: boolean }) {
  const className = "mt-0.5 size-5";
  if (!isReached) return <TriangleAlert aria-hidden="true" className={`${className} text-brass-ink`} />;
  if (!isAsked) return <Minus aria-hidden="true" className={`${className} text-soft`} />;
  const Icon = hasDevice ? Check : BellRing;
  return <Icon aria-hidden="true" className={`${className} text-petrol`} />;
}
