"use client";

import { type LucideIcon, Plus } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { Button } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { ArchivedNames } from "./archived-names.tsx";
import { NameSheet } from "./name-sheet.tsx";
import { listPath, type Named, type NamedPage, type Noun } from "./named.ts";
import { NamesInOrder } from "./names-in-order.tsx";

/** A list of the company's own: what there is, in its order, and what is archived. */
export function NamesScreen({ noun, icon: Icon }: { noun: Noun; icon: LucideIcon }) {
  const { t } = useTexts();
  const answer = useAnswer<NamedPage>(listPath(noun));
  const organization = useAnswer<OrganizationSettings>("/api/organization");
  /** Null: nothing is open; "new", or what is changed. */
  const [open, setOpen] = useState<Named | "new" | null>(null);
  const add = (
    <Button icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setOpen("new")}>
      {t(`names.add_${noun}`)}
    </Button>
  );
  return (
    <Screen title={t(`names.${noun}`)} backTo="/settings">
      <div className="grid grid-cols-1 gap-5 px-4">
        <p className="max-w-prose text-soft">{t(`names.${noun}_intro`)}</p>
        <Shown answer={answer} skeleton={<NamesSkeleton />}>
          {({ items }) => {
            const offered = items.filter(({ is_archived }) => !is_archived);
            return (
              <>
                {offered.length === 0 ? (
                  <Notice
                    icon={<Icon aria-hidden="true" className="size-7" />}
                    title={t(`names.none_${noun}_title`)}
                    text={t(`names.none_${noun}_text`)}
                  >
                    {add}
                  </Notice>
                ) : (
                  <>
                    <NamesInOrder noun={noun} items={offered} onOpen={setOpen} />
                    <div className="justify-self-start">{add}</div>
                  </>
                )}
                <ArchivedNames noun={noun} items={items.filter(({ is_archived }) => is_archived)} />
              </>
            );
          }}
        </Shown>
      </div>
      {open !== null && organization.body && (
        <NameSheet
          noun={noun}
          named={open === "new" ? null : open}
          organization={organization.body}
          onClose={() => setOpen(null)}
        />
      )}
    </Screen>
  );
}

function NamesSkeleton() {
  return (
    <div className="grid gap-3">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-16 w-full rounded-2xl" />
      ))}
    </div>
  );
}
