"use client";

import { BellRing, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { ADMIN_DEFAULT, type ProfileRecord } from "#lib/domain/accounts/profile.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { profilesPath } from "../contacts/paths.ts";
import { Button } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { ProfileSheet } from "./profile-sheet.tsx";

/** What people who sign in may do, and which of these profiles is told as administrator. */
export default function Profiles() {
  const { t } = useTexts();
  const answer = useAnswer<Page<ProfileRecord>>(profilesPath);
  /** Null: nothing is open; "new", or what is changed. */
  const [open, setOpen] = useState<ProfileRecord | "new" | null>(null);
  const told = answer.body?.items.find(({ key }) => key === ADMIN_DEFAULT)?.name ?? ADMIN_DEFAULT;
  return (
    <Screen title={t("profiles.title")} backTo="/settings">
      <div className="grid grid-cols-1 gap-5 px-4">
        <p className="max-w-prose text-soft">
          {t("profiles.intro")} {t("profiles.only_admin_default", { profile: told })}
        </p>
        <Shown answer={answer} skeleton={<Skeleton className="h-40 w-full rounded-2xl" />}>
          {({ items }) => (
            <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
              {items.map((profile) => (
                <li key={profile.id}>
                  <ProfileRow profile={profile} onOpen={() => setOpen(profile)} />
                </li>
              ))}
            </ul>
          )}
        </Shown>
        <Button
          className="justify-self-start"
          icon={<Plus aria-hidden="true" className="size-5" />}
          onClick={() => setOpen("new")}
        >
          {t("profiles.add")}
        </Button>
      </div>
      {open !== null && <ProfileSheet profile={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </Screen>
  );
}

function ProfileRow({ profile, onOpen }: { profile: ProfileRecord; onOpen: () => void }) {
  const { t } = useTexts();
  const { key, name, level, is_shipped, accounts, invitations } = profile;
  const isTold = key === ADMIN_DEFAULT;
  const who = [
    t("profiles.users", { count: accounts }),
    ...(invitations > 0 ? [t("profiles.promised", { count: invitations })] : []),
    ...(is_shipped ? [t("profiles.shipped")] : []),
  ];
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex min-h-18 w-full items-center gap-3 px-5 py-3 text-start -outline-offset-2 hover:bg-sunken"
    >
      <span className="grid min-w-0 grow">
        <span dir="auto" className="font-medium wrap-anywhere">
          {name}
        </span>
        <span className="flex flex-wrap items-center gap-x-1.5 text-small text-soft">
          {isTold && <BellRing aria-hidden="true" className="size-4 text-petrol" />}
          {level === "administrator"
            ? `${t("profiles.administrator")} · ${t(isTold ? "profiles.told" : "profiles.not_told")}`
            : t("profiles.technician")}
        </span>
        <span className="text-small text-soft">{who.join(" · ")}</span>
      </span>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-soft rtl:-scale-x-100" />
    </button>
  );
}
