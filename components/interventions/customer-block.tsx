"use client";

import { KeyRound, Mail, MapPin } from "lucide-react";
import type { ReactNode } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { buttonClass } from "../ui/button.tsx";
import { Block } from "./block.tsx";
import { emailOf, phoneOf } from "./reach.ts";
import { CallLink, NavigationLink } from "./reach-links.tsx";

/** Who it is for, how to reach them, how to get there and in. */
export function CustomerBlock({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const { body: customer } = useAnswer<Contact>(job.customer ? `/api/contacts/${job.customer.id}` : null);
  const { body: person } = useAnswer<Contact>(job.contact_person ? `/api/contacts/${job.contact_person.id}` : null);
  if (!job.customer && !job.contact_person)
    return (
      <Block title={t("interventions.customer")}>
        <p className="text-soft">{t("interventions.no_customer")}</p>
      </Block>
    );
  const site = customer?.sites.find(({ id, is_default }) => (job.site ? id === job.site.id : is_default));
  const phone = phoneOf(person) ?? phoneOf(customer);
  const email = emailOf(person) ?? emailOf(customer);
  return (
    <Block title={t("interventions.customer")}>
      <div className="grid gap-3">
        <div>
          {job.customer && <p className="text-large font-semibold">{job.customer.name}</p>}
          {job.contact_person && (
            <p className="text-soft">{t("interventions.contact_person_is", { name: job.contact_person.name })}</p>
          )}
        </div>
        {job.address && (
          <Line icon={<MapPin aria-hidden="true" className="size-5" />}>
            {job.site?.name && <span className="block font-medium">{job.site.name}</span>}
            {job.address}
          </Line>
        )}
        {site?.access_note && (
          <Line icon={<KeyRound aria-hidden="true" className="size-5" />}>
            <span dir="auto" className="whitespace-pre-wrap">
              {site.access_note}
            </span>
          </Line>
        )}
        <div className="flex flex-wrap gap-2">
          {phone && <CallLink phone={phone} className="flex-1 desk:flex-none" />}
          {job.address && (
            <NavigationLink
              place={site?.latitude != null ? `${site.latitude},${site.longitude}` : job.address}
              className="flex-1 desk:flex-none"
            />
          )}
          {email && (
            <a
              href={`mailto:${email}`}
              className={buttonClass({ look: "secondary" }, "flex-1 whitespace-nowrap desk:flex-none")}
            >
              <Mail aria-hidden="true" className="size-5" />
              {t("jobs.write")}
            </a>
          )}
        </div>
      </div>
    </Block>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex gap-3">
      <span className="mt-0.5 shrink-0 text-soft">{icon}</span>
      <span className="min-w-0">{children}</span>
    </p>
  );
}
