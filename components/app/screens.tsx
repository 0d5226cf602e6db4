"use client";

import { lazy, type ReactNode } from "react";
import { withTexts } from "#lib/browser/texts.tsx";
import { Today } from "../interventions/today.tsx";

// What a technician opens in the morning is loaded with the app; every other screen when it is first wanted, and what
// most people want next before that, as soon as there is nothing else to do (loadNextScreens).
const loaders = {
  acceptInvitation: () => withTexts("person", import("../session/accept-invitation.tsx")),
  account: () => withTexts("person", import("../account/account.tsx")),
  apiKeys: () => withTexts("settings", import("../api-keys/api-keys.tsx")),
  bell: () => import("../bell/bell.tsx"),
  company: () => withTexts("settings", import("../company/company.tsx")),
  deliveries: () => withTexts(["settings", "work"], import("../deliveries/deliveries.tsx")),
  forgottenPassword: () => withTexts("person", import("../session/forgotten-password.tsx")),
  groups: () => withTexts("contacts", import("../groups/groups.tsx")),
  contactImport: () => withTexts("contacts", import("../imports/import.tsx")),
  contactImports: () => withTexts("contacts", import("../imports/imports.tsx")),
  interventionForm: () => withTexts(["field", "work"], import("../interventions/intervention-form.tsx")),
  interventions: () => withTexts(["field", "work"], import("../interventions/interventions.tsx")),
  newPassword: () => withTexts("person", import("../session/new-password.tsx")),
  notFound: () => import("./not-found.tsx"),
  notificationRules: () => withTexts(["settings", "work"], import("../settings/notification-rules.tsx")),
  newPerson: () => withTexts(["contacts", "settings", "work"], import("../contacts/new-person.tsx")),
  categories: () => withTexts("contacts", import("../groups/categories.tsx")),
  contactFields: () => withTexts(["contacts", "settings"], import("../own-fields/fields.tsx")),
  contacts: () => withTexts(["contacts", "settings"], import("../contacts/contacts.tsx")),
  contactCard: () => withTexts(["contacts", "settings", "work"], import("../contacts/contact-card.tsx")),
  profiles: () => withTexts("settings", import("../settings/profiles.tsx")),
  removed: () => withTexts(["contacts", "work"], import("../removed/removed.tsx")),
  settings: () => withTexts("settings", import("../settings/settings.tsx")),
  signIn: () => withTexts("person", import("../session/sign-in.tsx")),
  statuses: () => withTexts("settings", import("../settings/statuses.tsx")),
  types: () => withTexts("settings", import("../settings/types.tsx")),
  waiting: () => withTexts("field", import("../waiting/waiting.tsx")),
  wording: () => withTexts("settings", import("../wording/wording.tsx")),
};

const AcceptInvitation = lazy(loaders.acceptInvitation);
const Account = lazy(loaders.account);
const ApiKeys = lazy(loaders.apiKeys);
const Bell = lazy(loaders.bell);
const Company = lazy(loaders.company);
const Deliveries = lazy(loaders.deliveries);
const ForgottenPassword = lazy(loaders.forgottenPassword);
const ContactImport = lazy(loaders.contactImport);
const ContactImports = lazy(loaders.contactImports);
const InterventionForm = lazy(loaders.interventionForm);
const Interventions = lazy(loaders.interventions);
const NewPassword = lazy(loaders.newPassword);
const NotFound = lazy(loaders.notFound);
const NotificationRules = lazy(loaders.notificationRules);
const NewPerson = lazy(loaders.newPerson);
const Categories = lazy(loaders.categories);
const Contacts = lazy(loaders.contacts);
const Groups = lazy(loaders.groups);
const Removed = lazy(loaders.removed);
const ContactFields = lazy(loaders.contactFields);
const ContactCard = lazy(loaders.contactCard);
const Profiles = lazy(loaders.profiles);
const Settings = lazy(loaders.settings);
const SignIn = lazy(loaders.signIn);
const Statuses = lazy(loaders.statuses);
const Types = lazy(loaders.types);
const Waiting = lazy(loaders.waiting);
const Wording = lazy(loaders.wording);

/** For administrators alone, so it is loaded for nobody else. */
export const OutageBanner = lazy(() => withTexts("settings", import("../deliveries/outage-banner.tsx")));

/** What is not sent yet. */
const loadWaitingBar = () => withTexts("field", import("../waiting/waiting-bar.tsx"));
export const WaitingBar = lazy(loadWaitingBar);

/** A place in the bottom bar or the rail. */
export type Section = "today" | "interventions" | "contacts" | "bell" | "me" | "settings";

type Screen = {
  pattern: RegExp;
  /** Needs no session, and is drawn without the frame. */
  isPublic?: boolean;
  isForAdministrators?: boolean;
  section: Section | null;
  draw: (params: Record<string, string>, query: URLSearchParams) => ReactNode;
};

const number = String.raw`(?<number>[1-9]\d{0,14})`;
/** Of an intervention; below zero as long as only this device knows it. */
const jobNumber = String.raw`(?<number>-?[1-9]\d{0,14})`;
const token = "(?<token>[^/]+)";

/** Every address of the app. */
const screens: Screen[] = [
  { pattern: /^\/$/, section: "today", draw: () => <Today /> },
  {
    pattern: /^\/interventions\/new$/,
    section: "interventions",
    draw: (_, query) => <InterventionForm number={null} query={query} />,
  },
  {
    pattern: new RegExp(`^/interventions/${jobNumber}/edit$`),
    section: "interventions",
    draw: (params, query) => <InterventionForm number={Number(params.number)} query={query} />,
  },
  {
    pattern: new RegExp(`^/interventions(?:/${jobNumber})?$`),
    section: "interventions",
    draw: (params, query) => <Interventions number={params.number ? Number(params.number) : null} query={query} />,
  },
  { pattern: /^\/notifications$/, section: "bell", draw: (_, query) => <Bell query={query} /> },
  { pattern: /^\/waiting$/, section: "me", draw: () => <Waiting /> },
  { pattern: /^\/me$/, section: "me", draw: () => <Account /> },
  { pattern: /^\/settings$/, section: "settings", isForAdministrators: true, draw: () => <Settings /> },
  {
    pattern: /^\/settings\/notification-rules$/,
    section: "settings",
    isForAdministrators: true,
    draw: () => <NotificationRules />,
  },
  {
    pattern: /^\/contacts$/,
    section: "contacts",
    isForAdministrators: true,
    draw: (_, query) => <Contacts address={query} />,
  },
  { pattern: /^\/contacts\/fields$/, section: "contacts", isForAdministrators: true, draw: () => <ContactFields /> },
  { pattern: /^\/contacts\/groups$/, section: "contacts", isForAdministrators: true, draw: () => <Groups /> },
  { pattern: /^\/contacts\/categories$/, section: "contacts", isForAdministrators: true, draw: () => <Categories /> },
  {
    pattern: /^\/contacts\/removed$/,
    section: "contacts",
    isForAdministrators: true,
    draw: (_, query) => <Removed address={query} />,
  },
  {
    pattern: /^\/contacts\/import$/,
    section: "contacts",
    isForAdministrators: true,
    draw: (_, query) => <ContactImports query={query} />,
  },
  {
    pattern: new RegExp(`^/contacts/import/${number}$`),
    section: "contacts",
    isForAdministrators: true,
    draw: (params, query) => <ContactImport key={params.number} id={Number(params.number)} query={query} />,
  },
  { pattern: /^\/contacts\/new$/, section: "contacts", isForAdministrators: true, draw: () => <NewPerson /> },
  {
    pattern: new RegExp(`^/contacts/${number}$`),
    section: "contacts",
    isForAdministrators: true,
    draw: (params) => <ContactCard key={params.number} id={Number(params.number)} />,
  },
  { pattern: /^\/settings\/api-keys$/, section: "settings", isForAdministrators: true, draw: () => <ApiKeys /> },
  { pattern: /^\/settings\/profiles$/, section: "settings", isForAdministrators: true, draw: () => <Profiles /> },
  {
    pattern: /^\/settings\/deliveries$/,
    section: "settings",
    isForAdministrators: true,
    draw: (_, query) => <Deliveries query={query} />,
  },
  { pattern: /^\/settings\/statuses$/, section: "settings", isForAdministrators: true, draw: () => <Statuses /> },
  { pattern: /^\/settings\/types$/, section: "settings", isForAdministrators: true, draw: () => <Types /> },
  { pattern: /^\/settings\/company$/, section: "settings", isForAdministrators: true, draw: () => <Company /> },
  {
    pattern: /^\/settings\/wording$/,
    section: "settings",
    isForAdministrators: true,
    draw: (_, query) => <Wording query={query} />,
  },
  { pattern: /^\/sign-in$/, isPublic: true, section: null, draw: (_, query) => <SignIn next={query.get("next")} /> },
  { pattern: /^\/password-resets$/, isPublic: true, section: null, draw: () => <ForgottenPassword /> },
  {
    pattern: new RegExp(`^/password-resets/${token}$`),
    isPublic: true,
    section: null,
    draw: (params) => <NewPassword token={params.token ?? ""} />,
  },
  {
    pattern: new RegExp(`^/invitations/${token}$`),
    isPublic: true,
    section: null,
    draw: (params) => <AcceptInvitation token={params.token ?? ""} />,
  },
];

export type Found = {
  isPublic: boolean;
  isForAdministrators: boolean;
  section: Section | null;
  draw: (query: URLSearchParams) => ReactNode;
};

/** The screen of an address; one that says so where there is none. */
export function screenAt(path: string): Found {
  for (const { pattern, isPublic = false, isForAdministrators = false, section, draw } of screens) {
    const match = pattern.exec(path);
    const params = match?.groups ?? {};
    if (match) return { isPublic, isForAdministrators, section, draw: (query) => draw(params, query) };
  }
  return { isPublic: false, isForAdministrators: false, section: null, draw: () => <NotFound /> };
}

const next = [
  loaders.interventions,
  loaders.interventionForm,
  loaders.bell,
  loaders.account,
  // Wanted when there is no network, and not every browser lets the worker keep them.
  loadWaitingBar,
  loaders.waiting,
];
const nextOfAdministrators = [loaders.contacts, loaders.contactCard, loaders.settings];

/**
 * What is a tap away, so that it waits for nothing. Not all: the others lie on the device (worker/kept-app.ts), and to
 * read them costs a phone a second or two of its time at each start.
 */
export function loadNextScreens(isAdministrator: boolean): void {
  for (const load of isAdministrator ? [...next, ...nextOfAdministrators] : next)
    load().catch(() => {
      // It is asked for again when it is wanted, and what is wrong is said then.
    });
}
