"use client";

import {
  Building2,
  ChevronRight,
  KeyRound,
  ListChecks,
  type LucideIcon,
  MailCheck,
  MessageSquareText,
  Plug,
  Shapes,
  Workflow,
} from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";

/** What administrators decide for the whole company. */
export default function Settings() {
  const { t } = useTexts();
  return (
    <Screen title={t("common.settings")} backTo="/me" isPlaceAtDesk>
      <ul className="mx-4 divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
        <Place
          href="/settings/profiles"
          icon={KeyRound}
          title={t("profiles.title")}
          text={t("settings.profiles_text")}
        />
        <Place
          href="/settings/notification-rules"
          icon={ListChecks}
          title={t("rules.title")}
          text={t("settings.rules_text")}
        />
        <Place
          href="/settings/wording"
          icon={MessageSquareText}
          title={t("wording.title")}
          text={t("settings.wording_text")}
        />
        <Place
          href="/settings/deliveries"
          icon={MailCheck}
          title={t("deliveries.title")}
          text={t("settings.deliveries_text")}
        />
        <Place
          href="/settings/statuses"
          icon={Workflow}
          title={t("names.statuses")}
          text={t("settings.statuses_text")}
        />
        <Place href="/settings/types" icon={Shapes} title={t("names.types")} text={t("settings.types_text")} />
        <Place href="/settings/api-keys" icon={Plug} title={t("api_keys.title")} text={t("settings.api_keys_text")} />
        <Place href="/settings/company" icon={Building2} title={t("company.title")} text={t("settings.company_text")} />
      </ul>
    </Screen>
  );
}

function Place({ href, icon: Icon, title, text }: { href: string; icon: LucideIcon; title: string; text: string }) {
  return (
    <li>
      <Link href={href} className="flex min-h-18 items-center gap-4 px-5 py-3 -outline-offset-2 hover:bg-sunken">
        <Icon aria-hidden="true" className="size-5.5 shrink-0 text-petrol" />
        <span className="grid grow">
          <span className="font-medium">{title}</span>
          <span className="text-small text-soft">{text}</span>
        </span>
        <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-soft rtl:-scale-x-100" />
      </Link>
    </li>
  );
}
