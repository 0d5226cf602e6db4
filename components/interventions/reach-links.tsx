"use client";

import { Navigation, Phone } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { buttonClass } from "../ui/button.tsx";
import { callHref, navigationHref } from "./reach.ts";

export function CallLink({ phone, className }: { phone: string; className: string }) {
  const { t } = useTexts();
  return (
    <a href={callHref(phone)} className={buttonClass({ look: "secondary" }, className)}>
      <Phone aria-hidden="true" className="size-5" />
      {t("jobs.call")}
    </a>
  );
}

/** @param place an address, or latitude and longitude */
export function NavigationLink({ place, className }: { place: string; className: string }) {
  const { t } = useTexts();
  return (
    <a
      href={navigationHref(place)}
      target="_blank"
      rel="noreferrer"
      className={buttonClass({ look: "secondary" }, className)}
    >
      <Navigation aria-hidden="true" className="size-5" />
      {t("jobs.navigate")}
    </a>
  );
}
