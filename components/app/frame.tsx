"use client";

import { Bell, BookUser, CalendarDays, CircleUserRound, ListTodo, type LucideIcon, Plus, Settings } from "lucide-react";
import { type MouseEvent, type ReactNode, Suspense, useEffect, useRef } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { whenIdle } from "#lib/browser/idle.ts";
import { type BellPage, bellPath, hideUnread, showUnread, startLiveBell } from "#lib/browser/live-bell.ts";
import { useLocation } from "#lib/browser/location.ts";
import { useWaiting } from "#lib/browser/outbox/state.ts";
import { usePane } from "#lib/browser/places.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { Link } from "./link.tsx";
import { NotAllowed } from "./not-allowed.tsx";
import { BellVoice, RingingBell } from "./ringing-bell.tsx";
import { type Found, loadNextScreens, OutageBanner, type Section, WaitingBar } from "./screens.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { UpdatePrompt } from "./update-prompt.tsx";

type Place = { section: Section; href: string; icon: LucideIcon; isForAdministrators?: boolean };

const places: Place[] = [
  { section: "today", href: "/", icon: CalendarDays },
  { section: "interventions", href: "/interventions", icon: ListTodo },
  { section: "contacts", href: "/contacts", icon: BookUser, isForAdministrators: true },
  { section: "bell", href: "/notifications", icon: Bell },
  { section: "me", href: "/me", icon: CircleUserRound },
  { section: "settings", href: "/settings", icon: Settings, isForAdministrators: true },
];

/** Where administrators look anyway. */
const OUTAGES_AT: Section[] = ["today", "interventions", "contacts", "settings"];

/** What stands around every screen of a signed-in person: a bar at the bottom of a phone, a rail at the desk. */
export function Frame({ found, query }: { found: Found; query: URLSearchParams }) {
  const { t } = useTexts();
  const { account } = useSession();
  const unread = useLiveBell(account.id);
  const path = useLocation()?.path ?? "";
  const main = useRef<HTMLElement>(null);
  // On a phone the document scrolls, at the desk this part of the window.
  usePane("document", null, path);
  usePane("main", main, path);
  useEffect(() => whenIdle(() => loadNextScreens(account.is_admin)), [account.is_admin]);
  const hasWaiting = useWaiting().length > 0 && path !== "/waiting";
  const isAllowed = !found.isForAdministrators || account.is_admin;
  return (
    <div className="flex min-h-dvh flex-col desk:h-dvh desk:flex-row-reverse">
      {/* biome-ignore lint/a11y/useValidAnchor: it is a link to a place on the page, only without its trace in the address */}
      <a
        href="#content"
        onClick={skipToContent}
        className={`${buttonClass()} sr-only start-0 top-0 focus:not-sr-only focus:fixed focus:start-4 focus:top-4 focus:z-50`}
      >
        {t("common.skip_to_content")}
      </a>
      <main
        ref={main}
        id="content"
        tabIndex={-1}
        className="flex min-w-0 grow flex-col pb-[calc(4.25rem+env(safe-area-inset-bottom))] outline-none desk:scrolls desk:pb-0"
      >
        <BellVoice />
        <Shortcuts />
        <UpdatePrompt />
        {hasWaiting && found.section !== null && (
          <Suspense>
            <WaitingBar />
          </Suspense>
        )}
        {account.is_admin && found.section && OUTAGES_AT.includes(found.section) && (
          <Suspense>
            <OutageBanner />
          </Suspense>
        )}
        <Suspense fallback={<ScreenSkeleton />}>
          {isAllowed ? found.draw(query) : <NotAllowed section={found.section} />}
        </Suspense>
      </main>
      <nav
        aria-label={t("common.main_navigation")}
        className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-raised/95 pb-[env(safe-area-inset-bottom)] backdrop-blur desk:static desk:w-60 desk:shrink-0 desk:border-e desk:border-t-0 desk:bg-ground desk:p-4"
      >
        <p
          aria-hidden="true"
          className="mb-5 hidden items-center gap-2.5 px-3 pt-1 text-large font-semibold tracking-tight desk:flex"
        >
          <span className="grid size-8 place-items-center rounded-lg bg-petrol text-on-petrol">
            <Bell className="size-4.5" />
          </span>
          Campanella
        </p>
        <Link href="/interventions/new" className={buttonClass({}, "mb-4 w-full max-desk:hidden")}>
          <Plus aria-hidden="true" className="size-5" />
          {t("common.new_intervention")}
        </Link>
        <ul className="mx-auto flex max-w-lg justify-around desk:mx-0 desk:grid desk:max-w-none desk:justify-stretch desk:gap-1">
          {places
            .filter((place) => !place.isForAdministrators || account.is_admin)
            .map((place) => (
              <PlaceLink key={place.section} {...place} isCurrent={place.section === found.section} unread={unread} />
            ))}
        </ul>
      </nav>
    </div>
  );
}

function PlaceLink({ section, href, icon: Icon, isCurrent, unread }: Place & { isCurrent: boolean; unread: number }) {
  const { t } = useTexts();
  return (
    <li className={`flex-1 wrap-break-word ${section === "settings" ? "hidden desk:block" : ""}`}>
      <Link
        href={href}
        aria-current={isCurrent ? "page" : undefined}
        className={`flex min-h-16 flex-col items-center justify-center gap-1 rounded-xl px-1 text-small font-medium transition-colors desk:min-h-12 desk:flex-row desk:justify-start desk:gap-3 desk:px-3 desk:text-body ${isCurrent ? "text-petrol desk:bg-petrol-wash" : "text-soft hover:text-ink"}`}
      >
        {section === "bell" ? (
          <RingingBell unread={unread} />
        ) : (
          <Icon aria-hidden="true" className="size-6" strokeWidth={isCurrent ? 2.25 : 1.75} />
        )}
        <span>{t(`common.${section}`)}</span>
      </Link>
    </li>
  );
}

/** Without a fragment in the address: going back to it, as from a sheet, would move the focus again. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

/** @returns how many rows are unread */
function useLiveBell(accountId: string): number {
  const { body } = useAnswer<BellPage>(bellPath);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person has another bell
  useEffect(() => startLiveBell(), [accountId]);
  useEffect(() => hideUnread, []);
  useEffect(() => {
    if (body) void showUnread(body);
  }, [body]);
  return body?.unread_count ?? 0;
}

/** The frame before anything is known: drawn by the server, without a word, for everybody alike. */
export function FrameSkeleton() {
  return (
    <div aria-busy="true" className="flex min-h-dvh flex-col desk:h-dvh desk:flex-row-reverse">
      <main className="grow">
        <ScreenSkeleton />
      </main>
      <div className="fixed inset-x-0 bottom-0 h-16 border-t border-line bg-raised desk:static desk:h-auto desk:w-60 desk:border-e desk:border-t-0 desk:bg-ground" />
    </div>
  );
}

function ScreenSkeleton(): ReactNode {
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-4 px-4 pt-6">
      <Skeleton className="h-8 w-40" />
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-24 w-full rounded-2xl" />
      ))}
    </div>
  );
}
