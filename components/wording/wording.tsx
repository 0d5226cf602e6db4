"use client";

import { type Answer, useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { templateKeyOf } from "#lib/domain/notifications/template-book.ts";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import type { Template, TemplateTexts } from "#lib/domain/templates/template.ts";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { OwnWordings } from "./own-wordings.tsx";
import { PlaceFields } from "./place-fields.tsx";
import { WordingForm } from "./wording-form.tsx";
import { isAt, placeIn, templatesPath } from "./wording-place.ts";

/** What messages say: the company's own words, and the shipped ones wherever it has none. */
export default function Wording({ query }: { query: URLSearchParams }) {
  const { t } = useTexts();
  const templates = useAnswer<Page<Template>>(templatesPath);
  const statuses = useAnswer<Page<Status>>("/api/statuses?archived=true");
  const organization = useAnswer<OrganizationSettings>("/api/organization");
  return (
    <Screen title={t("wording.title")} backTo="/settings" isNarrow={false}>
      <div className="mx-auto grid max-w-6xl grid-cols-1 gap-5 px-4">
        <p className="max-w-prose text-soft">{t("wording.intro")}</p>
        <Shown answer={together(templates, statuses, organization)} skeleton={<WordingSkeleton />}>
          {(known) => <AtPlace {...known} query={query} />}
        </Shown>
      </div>
    </Screen>
  );
}

type Known = { templates: Template[]; statuses: Status[]; organization: OrganizationSettings };

function AtPlace({ templates, statuses, organization, query }: Known & { query: URLSearchParams }) {
  // What was worded in a language that the company has given up is still said to those who read it.
  const worded = templates.map(({ language }) => language);
  const languages = [...new Set([organization.language, ...organization.languages, ...worded])];
  const place = placeIn(
    query,
    languages,
    statuses.map(({ id }) => id),
  );
  const everyStatus =
    place.status_id === null
      ? null
      : (templates.find((template) => !template.fault && isAt(template, { ...place, status_id: null })) ?? null);
  const shipped = useAnswer<TemplateTexts>(shippedPath(place));
  return (
    <>
      <OwnWordings templates={templates} statuses={statuses} place={place} />
      <PlaceFields place={place} statuses={statuses} languages={languages} templates={templates} />
      <Shown answer={shipped} skeleton={<FormSkeleton />}>
        {(texts) => (
          <WordingForm
            key={templateKeyOf(place)}
            place={place}
            shipped={texts}
            template={templates.find((template) => isAt(template, place)) ?? null}
            everyStatus={everyStatus}
          />
        )}
      </Shown>
    </>
  );
}

function shippedPath({ status_id, ...rest }: ReturnType<typeof placeIn>): string {
  const query = new URLSearchParams(rest);
  if (status_id !== null) query.set("status_id", String(status_id));
  return `${templatesPath}/shipped?${query}`;
}

/** Three answers that are only of use together. */
function together(
  templates: Answer<Page<Template>>,
  statuses: Answer<Page<Status>>,
  organization: Answer<OrganizationSettings>,
): Answer<Known> {
  const all = [templates, statuses, organization];
  return {
    body: templates.body &&
      statuses.body &&
      organization.body && {
        templates: templates.body.items,
        statuses: statuses.body.items,
        organization: organization.body,
      },
    at: Math.min(...all.map(({ at }) => at)),
    error: all.find(({ error }) => error)?.error ?? null,
    isLoading: all.some(({ isLoading }) => isLoading),
    reload: async () => {
      await Promise.all(all.map(({ reload }) => reload()));
    },
  };
}

function WordingSkeleton() {
  return (
    <>
      <Skeleton className="h-24 w-full rounded-2xl" />
      <FormSkeleton />
    </>
  );
}

function FormSkeleton() {
  return (
    <div className="grid gap-5 desk:grid-cols-2">
      <Skeleton className="h-96 w-full rounded-2xl" />
      <Skeleton className="h-96 w-full rounded-2xl" />
    </div>
  );
}
