"use client";

import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { OrganizationSettings } from "#lib/domain/organization/organization.ts";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { Skeleton } from "../ui/notice.tsx";
import { CompanyForm } from "./company-form.tsx";
import { companyPath } from "./company-values.ts";

/** The company, and how it appears in what it sends. */
export default function Company() {
  const { t } = useTexts();
  const company = useAnswer<OrganizationSettings>(companyPath);
  return (
    <Screen title={t("company.title")} backTo="/settings">
      <div className="grid grid-cols-1 gap-5 px-4">
        <p className="max-w-prose text-soft">{t("company.intro")}</p>
        <Shown answer={company} skeleton={<CompanySkeleton />}>
          {(saved) => <CompanyForm company={saved} />}
        </Shown>
      </div>
    </Screen>
  );
}

function CompanySkeleton() {
  return (
    <div className="grid gap-5">
      {[0, 1, 2].map((part) => (
        <Skeleton key={part} className="h-64 w-full rounded-2xl" />
      ))}
    </div>
  );
}
