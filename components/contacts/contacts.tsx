"use client";

import {
  BookUser,
  FileInput,
  FileOutput,
  ListChecks,
  ListPlus,
  Lock,
  SearchX,
  UserPlus,
  UsersRound,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { usePages } from "#lib/browser/pages.ts";
import { useTexts, withTexts } from "#lib/browser/texts.tsx";
import type { ContactChoice } from "#lib/domain/contacts/filter.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Person, PersonCounts } from "#lib/domain/people/person.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { Button, buttonClass, IconButton } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { ChosenBar } from "./chosen-bar.tsx";
import { useColumns } from "./columns.ts";
import { ContactFilters } from "./contact-filters.tsx";
import {
  type ContactQuery,
  contactQueryOf,
  contactsAddress,
  countPath,
  furtherFilters,
  listPath,
} from "./contact-query.ts";
import { ContactRow } from "./contact-row.tsx";
import { ListHead } from "./list-head.tsx";
import { useChosen } from "./use-chosen.ts";

const ContactsExport = lazy(() => withTexts("exports", import("../exports/contacts-export.tsx")));
const ContactActionsSheet = lazy(() => import("./contact-actions-sheet.tsx"));
const IntoGroupSheet = lazy(() => import("../groups/into-group-sheet.tsx"));
const RemovalSheet = lazy(() => import("./removal-sheet.tsx"));

type ListPage = Page<Person> & { is_similar: boolean };

/** The registry: everybody the company deals with, and how far each is reached. */
export default function Contacts({ address }: { address: URLSearchParams }) {
  const { t } = useTexts();
  const query = contactQueryOf(address);
  const list = usePages<Person, ListPage>(listPath(query));
  const chosen = useChosen(list.items, query.filter);
  const [joining, setJoining] = useState<{ choice: ContactChoice; count: number } | null>(null);
  const [taking, setTaking] = useState<{ choice: ContactChoice; count: number | undefined } | null>(null);
  const { body: counts } = useAnswer<PersonCounts>(countPath(query.filter));
  const fitting = query.filter.state ? counts?.by_state[query.filter.state] : counts?.all;
  const columns = useColumns();
  const [acting, setActing] = useState<Person | null>(null);
  const [going, setGoing] = useState<{ choice: ContactChoice; name: string | null } | null>(null);
  return (
    <Screen
      title={t("common.contacts")}
      isNarrow={false}
      actions={
        <>
          {list.items.length > 0 && (
            <IconButton
              label={t("contacts.choose_several")}
              aria-pressed={chosen.isOn}
              onClick={chosen.isOn ? chosen.end : chosen.begin}
              className="desk:hidden"
            >
              <ListChecks aria-hidden="true" className="size-5.5" />
            </IconButton>
          )}
          <AddLink />
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3 px-4">
        <Places onExport={() => setTaking({ choice: { filter: query.filter }, count: fitting })} />
        <ContactFilters query={query} columns={columns} />
      </div>
      <div className="mt-3 desk:px-4">
        <Shown answer={list.first} skeleton={<ContactsSkeleton />}>
          {({ is_similar }) =>
            list.items.length === 0 ? (
              <Empty query={query} />
            ) : (
              <>
                <p role="status" className={is_similar ? "px-4 pb-2 text-soft desk:px-0" : "sr-only"}>
                  {is_similar
                    ? t("contacts.similar", { words: query.filter.q ?? "" })
                    : t("contacts.found", { count: list.items.length })}
                </p>
                <div className="border-y border-line bg-raised desk:rounded-2xl desk:border-x">
                  <ListHead query={query} chosen={chosen} columns={columns.shown} />
                  <ul className="divide-y divide-line">
                    {list.items.map((person) => (
                      <li key={person.id}>
                        <ContactRow
                          person={person}
                          isChosen={chosen.isChosen(person)}
                          isChoosing={chosen.isOn}
                          columns={columns.shown}
                          onAct={() => setActing(person)}
                          onToggle={() => chosen.toggle(person)}
                          onRemove={() => setGoing({ choice: { ids: [person.id] }, name: person.name })}
                        />
                      </li>
                    ))}
                  </ul>
                </div>
                {list.hasMore && (
                  <div className="px-4 pt-3 desk:px-0">
                    <Button look="secondary" size="wide" isBusy={list.isLoadingMore} onClick={list.more}>
                      {t(list.hasFailed ? "common.retry" : "contacts.more")}
                    </Button>
                  </div>
                )}
              </>
            )
          }
        </Shown>
      </div>
      {chosen.isOn && (
        <ChosenBar
          chosen={chosen}
          fitting={fitting}
          onExport={(choice, count) => setTaking({ choice, count })}
          onRemove={(choice) => setGoing({ choice, name: null })}
          onGroup={(choice, count) => setJoining({ choice, count })}
        />
      )}
      <Suspense>
        {acting && (
          <ContactActionsSheet
            person={acting}
            onGroup={() => setJoining({ choice: { ids: [acting.id] }, count: 1 })}
            onRemove={() => setGoing({ choice: { ids: [acting.id] }, name: acting.name })}
            onClose={() => setActing(null)}
          />
        )}
        {taking && <ContactsExport {...taking} onClose={() => setTaking(null)} />}
        {joining && (
          <IntoGroupSheet
            {...joining}
            onClose={() => setJoining(null)}
            onDone={() => {
              setJoining(null);
              chosen.end();
            }}
          />
        )}
        {going && (
          <RemovalSheet
            {...going}
            onClose={() => setGoing(null)}
            onDone={() => {
              setGoing(null);
              chosen.end();
            }}
          />
        )}
      </Suspense>
    </Screen>
  );
}

function AddLink() {
  const { t } = useTexts();
  return (
    <Link href="/contacts/new" className={buttonClass({ size: "compact" })}>
      <UserPlus aria-hidden="true" className="size-5" />
      {t("contacts.add")}
    </Link>
  );
}

/** What else there is of the registry. */
function Places({ onExport }: { onExport: () => void }) {
  const { t } = useTexts();
  return (
    <nav aria-label={t("contacts.places")} className="flex flex-wrap gap-2">
      <Link href="/contacts/import" className={buttonClass({ look: "secondary", size: "compact" })}>
        <FileInput aria-hidden="true" className="size-5" />
        {t("imports.title")}
      </Link>
      <Button
        look="secondary"
        size="compact"
        icon={<FileOutput aria-hidden="true" className="size-5" />}
        onClick={onExport}
      >
        {t("common.export")}
      </Button>
      <Link href="/contacts/groups" className={buttonClass({ look: "secondary", size: "compact" })}>
        <UsersRound aria-hidden="true" className="size-5" />
        {t("groups.title")}
      </Link>
      <Link href="/contacts/fields" className={buttonClass({ look: "secondary", size: "compact" })}>
        <ListPlus aria-hidden="true" className="size-5" />
        {t("fields.title")}
      </Link>
      <Link href="/contacts/removed" className={buttonClass({ look: "secondary", size: "compact" })}>
        <Lock aria-hidden="true" className="size-5" />
        {t("removed.title")}
      </Link>
    </nav>
  );
}

function Empty({ query }: { query: ContactQuery }) {
  const { t } = useTexts();
  const { q, state } = query.filter;
  if (q === undefined && furtherFilters(query.filter) === 0 && state !== "blocked" && state !== "unreachable")
    return (
      <Notice
        icon={<BookUser aria-hidden="true" className="size-7" />}
        title={t("contacts.none_title")}
        text={t("contacts.none_text")}
      >
        <AddLink />
      </Notice>
    );
  return (
    <Notice
      icon={<SearchX aria-hidden="true" className="size-7" />}
      title={t("contacts.none_found_title")}
      text={t("contacts.none_found_text")}
    >
      <Link
        href={contactsAddress({ filter: q ? { q } : {}, sort: query.sort })}
        className={buttonClass({ look: "secondary" })}
      >
        {t(q && (state || furtherFilters(query.filter) > 0) ? "contacts.search_everywhere" : "contacts.show_all")}
      </Link>
    </Notice>
  );
}

function ContactsSkeleton() {
  return (
    <div className="grid gap-px px-4 desk:px-0">
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} className="h-16 w-full rounded-xl" />
      ))}
    </div>
  );
}
