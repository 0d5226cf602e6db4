"use client";

import { PenLine, TriangleAlert } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";
import type { TemplateKey } from "#lib/domain/notifications/template-book.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import type { Template } from "#lib/domain/templates/template.ts";
import { Link } from "../app/link.tsx";
import { StatusShape } from "../interventions/status-chip.tsx";
import { isAt, pathTo } from "./wording-place.ts";

type OwnWordingsProps = { templates: readonly Template[]; statuses: readonly Status[]; place: TemplateKey };

/** At a glance: for which messages the company has words of its own, each a step away. */
export function OwnWordings({ templates, statuses, place }: OwnWordingsProps) {
  const { t } = useTexts();
  if (templates.length === 0) return <p className="text-soft">{t("wording.none_own")}</p>;
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{t("wording.own")}</h2>
      <ul className="-mx-4 flex gap-2 overflow-x-auto px-4 pb-1 desk:mx-0 desk:flex-wrap desk:overflow-visible desk:px-0">
        {templates.map((template) => (
          <li key={template.id} className="max-w-[85%] shrink-0 desk:max-w-full">
            <OwnWording
              template={template}
              status={statuses.find(({ id }) => id === template.status_id)}
              isHere={isAt(template, place)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type OwnWordingProps = { template: Template; status: Status | undefined; isHere: boolean };

function OwnWording({ template, status, isHere }: OwnWordingProps) {
  const { t, locale } = useTexts();
  const language = new Intl.DisplayNames(locale, { type: "language" }).of(template.language) ?? template.language;
  const others = [t(`telling.${template.audience}`), t(`telling.${template.channel}`), language].join(" · ");
  return (
    <Link
      href={pathTo(template)}
      isReplacing
      aria-current={isHere ? "true" : undefined}
      className="flex min-h-12 max-w-full items-center gap-2 rounded-xl border border-edge bg-raised px-3 py-1.5 hover:bg-sunken aria-[current=true]:border-petrol aria-[current=true]:bg-petrol-wash compact:min-h-10"
    >
      {template.fault ? (
        <TriangleAlert aria-hidden="true" className="size-4.5 shrink-0 text-danger" />
      ) : status ? (
        <StatusShape kind={status.kind} className="size-4.5 shrink-0 text-petrol" />
      ) : (
        <PenLine aria-hidden="true" className="size-4.5 shrink-0 text-petrol" />
      )}
      <span className="grid min-w-0 leading-tight">
        <span className="truncate font-medium" title={status?.name}>
          {status?.name ?? t("wording.every_status")}
        </span>
        <span className="truncate text-small text-soft">{others}</span>
        {template.fault && <span className="text-small font-medium text-danger">{t("wording.not_used")}</span>}
      </span>
    </Link>
  );
}
