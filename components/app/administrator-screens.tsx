"use client";

import { lazy } from "react";
import { withTexts } from "#lib/browser/texts.tsx";
import { type Addressed, findScreen, number } from "./addresses.ts";
import NotFound from "./not-found.tsx";

const loaders = {
  contactCard: () => withTexts(["contacts", "settings", "work"], import("../contacts/contact-card.tsx")),
  contacts: () => withTexts(["contacts", "settings"], import("../contacts/contacts.tsx")),
  settings: () => withTexts("settings", import("../settings/settings.tsx")),
};

const ApiKeys = lazy(() => withTexts("settings", import("../api-keys/api-keys.tsx")));
const Categories = lazy(() => withTexts("contacts", import("../groups/categories.tsx")));
const Company = lazy(() => withTexts("settings", import("../company/company.tsx")));
const ContactCard = lazy(loaders.contactCard);
const ContactFields = lazy(() => withTexts(["contacts", "settings"], import("../own-fields/fields.tsx")));
const ContactImport = lazy(() => withTexts("contacts", import("../imports/import.tsx")));
const ContactImports = lazy(() => withTexts("contacts", import("../imports/imports.tsx")));
const Contacts = lazy(loaders.contacts);
const Deliveries = lazy(() => withTexts(["settings", "work"], import("../deliveries/deliveries.tsx")));
const Groups = lazy(() => withTexts("contacts", import("../groups/groups.tsx")));
const NewPerson = lazy(() => withTexts(["contacts", "settings", "work"], import("../contacts/new-person.tsx")));
const NotificationRules = lazy(() => withTexts(["settings", "work"], import("../settings/notification-rules.tsx")));
const Profiles = lazy(() => withTexts("settings", import("../settings/profiles.tsx")));
const Removed = lazy(() => withTexts(["contacts", "work"], import("../removed/removed.tsx")));
const Settings = lazy(loaders.settings);
const Statuses = lazy(() => withTexts("settings", import("../settings/statuses.tsx")));
const Types = lazy(() => withTexts("settings", import("../settings/types.tsx")));
const Wording = lazy(() => withTexts("settings", import("../wording/wording.tsx")));

const screens: Addressed[] = [
  { pattern: /^\/contacts$/, draw: (_, query) => <Contacts address={query} /> },
  { pattern: /^\/contacts\/fields$/, draw: () => <ContactFields /> },
  { pattern: /^\/contacts\/groups$/, draw: () => <Groups /> },
  { pattern: /^\/contacts\/categories$/, draw: () => <Categories /> },
  { pattern: /^\/contacts\/removed$/, draw: (_, query) => <Removed address={query} /> },
  { pattern: /^\/contacts\/import$/, draw: (_, query) => <ContactImports query={query} /> },
  {
    pattern: new RegExp(`^/contacts/import/${number}$`),
    draw: (params, query) => <ContactImport key={params.number} id={Number(params.number)} query={query} />,
  },
  { pattern: /^\/contacts\/new$/, draw: () => <NewPerson /> },
  {
    pattern: new RegExp(`^/contacts/${number}$`),
    draw: (params) => <ContactCard key={params.number} id={Number(params.number)} />,
  },
  { pattern: /^\/settings$/, draw: () => <Settings /> },
  { pattern: /^\/settings\/api-keys$/, draw: () => <ApiKeys /> },
  { pattern: /^\/settings\/company$/, draw: () => <Company /> },
  { pattern: /^\/settings\/deliveries$/, draw: (_, query) => <Deliveries query={query} /> },
  { pattern: /^\/settings\/notification-rules$/, draw: () => <NotificationRules /> },
  { pattern: /^\/settings\/profiles$/, draw: () => <Profiles /> },
  { pattern: /^\/settings\/statuses$/, draw: () => <Statuses /> },
  { pattern: /^\/settings\/types$/, draw: () => <Types /> },
  { pattern: /^\/settings\/wording$/, draw: (_, query) => <Wording query={query} /> },
];

/** What administrators alone open: contacts and settings. */
export default function AdministratorScreen({ path, query }: { path: string; query: URLSearchParams }) {
  return findScreen(screens, path)?.draw(query) ?? <NotFound />;
}

/** What is a tap away for administrators. */
export async function loadNext(): Promise<void> {
  await Promise.all([loaders.contacts(), loaders.contactCard(), loaders.settings()]);
}
