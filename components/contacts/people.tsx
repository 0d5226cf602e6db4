"use client";

import { KeyRound, SearchX, UserPlus, Users } from "lucide-react";
import { usePages } from "#lib/browser/pages.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Person } from "#lib/domain/people/person.ts";
import { Shown } from "../app/failure.tsx";
import { Link } from "../app/link.tsx";
import { Screen } from "../app/screen.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { filterOf, PeopleFilters, queryOf } from "./people-filters.tsx";
import { PersonRow } from "./person-row.tsx";

/** Everybody the company deals with, and how far each is reached. */
export default function People({ query }: { query: URLSearchParams }) {
  const { t } = useTexts();
  const filter = filterOf(query);
  const list = usePages<Person>(`/api/people${queryOf(filter)}`);
  const isFiltered = queryOf(filter) !== "";
  return (
    <Screen title={t("people.title")} backTo="/" isPlaceAtDesk>
      <div className="grid grid-cols-1 gap-4 px-4">
        <p className="max-w-prose text-soft">{t("people.intro")}</p>
        <div className="flex flex-wrap gap-2">
          <AddLink />
          <Link href="/settings/profiles" className={buttonClass({ look: "secondary" })}>
            <KeyRound aria-hidden="true" className="size-5" />
            {t("people.profiles_link")}
          </Link>
        </div>
        <PeopleFilters filter={filter} />
        <Shown answer={list.first} skeleton={<PeopleSkeleton />}>
          {() =>
            list.items.length === 0 ? (
              <Notice
                icon={
                  isFiltered ? (
                    <SearchX aria-hidden="true" className="size-7" />
                  ) : (
                    <Users aria-hidden="true" className="size-7" />
                  )
                }
                title={t(isFiltered ? "people.none_found_title" : "people.none_title")}
                text={t(isFiltered ? "people.none_found_text" : "people.none_text")}
              />
            ) : (
              <>
                <p role="status" className="sr-only">
                  {t("people.found", { count: list.items.length })}
                </p>
                <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
                  {list.items.map((person) => (
                    <li key={person.id}>
                      <PersonRow person={person} />
                    </li>
                  ))}
                </ul>
                {list.hasMore && (
                  <Button look="secondary" size="wide" isBusy={list.isLoadingMore} onClick={list.more}>
                    {t(list.hasFailed ? "common.retry" : "people.more")}
                  </Button>
                )}
              </>
            )
          }
        </Shown>
      </div>
    </Screen>
  );
}

function AddLink() {
  const { t } = useTexts();
  return (
    <Link href="/contacts/new" className={buttonClass()}>
      <UserPlus aria-hidden="true" className="size-5" />
      {t("people.add")}
    </Link>
  );
}

function PeopleSkeleton() {
  return (
    <div className="grid gap-3">
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} className="h-16 w-full rounded-2xl" />
      ))}
    </div>
  );
}
