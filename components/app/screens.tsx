"use client";

import { lazy, type ReactNode } from "react";
import { withTexts } from "#lib/browser/texts.tsx";
import { Today } from "../interventions/today.tsx";
import { type Addressed, findScreen } from "./addresses.ts";

// What a technician opens in the morning is loaded with the app; every other screen when it is first wanted, and what
// most people want next before that, as soon as there is nothing else to do (loadNextScreens). The screens of
// administrators and of visitors have lists of their own, which nobody else loads.
const loaders = {
  account: () => withTexts("person", import("../account/account.tsx")),
  administrators: () => import("./administrator-screens.tsx"),
  bell: () => import("../bell/bell.tsx"),
  interventionForm: () => withTexts(["field", "work"], import("../interventions/intervention-form.tsx")),
  interventions: () => withTexts(["field", "work"], import("../interventions/interventions.tsx")),
  waiting: () => withTexts("field", import("../waiting/waiting.tsx")),
  waitingBar: () => withTexts("field", import("../waiting/waiting-bar.tsx")),
};

const Account = lazy(loaders.account);
const AdministratorScreen = lazy(loaders.administrators);
const Bell = lazy(loaders.bell);
const InterventionForm = lazy(loaders.interventionForm);
const Interventions = lazy(loaders.interventions);
const NotFound = lazy(() => import("./not-found.tsx"));
const VisitorScreen = lazy(() => import("./visitor-screens.tsx"));
const Waiting = lazy(loaders.waiting);

/** For administrators alone, so it is loaded for nobody else. */
export const OutageBanner = lazy(() => withTexts("settings", import("../deliveries/outage-banner.tsx")));

/** What is not sent yet. */
export const WaitingBar = lazy(loaders.waitingBar);

/** A place in the bottom bar or the rail. */
export type Section = "today" | "interventions" | "contacts" | "bell" | "me" | "settings";

type Screen = Addressed & {
  /** Needs no session, and is drawn without the frame. */
  isPublic?: boolean;
  isForAdministrators?: boolean;
  section: Section | null;
};

/** Of an intervention; below zero as long as only this device knows it. */
const jobNumber = String.raw`(?<number>-?[1-9]\d{0,14})`;

function ofAdministrators(section: Section): Screen {
  return {
    pattern: new RegExp(`^(?<path>/${section}(?:/.*)?)$`),
    isForAdministrators: true,
    section,
    draw: ({ path = "" }, query) => <AdministratorScreen {...{ path, query }} />,
  };
}

const screens: Screen[] = [
  { pattern: /^\/$/, section: "today", draw: () => <Today /> },
  {
    pattern: new RegExp(`^/interventions/(?:new|${jobNumber}/edit)$`),
    section: "interventions",
    draw: ({ number }, query) => <InterventionForm number={number ? Number(number) : null} query={query} />,
  },
  {
    pattern: new RegExp(`^/interventions(?:/${jobNumber})?$`),
    section: "interventions",
    draw: ({ number }, query) => <Interventions number={number ? Number(number) : null} query={query} />,
  },
  { pattern: /^\/notifications$/, section: "bell", draw: (_, query) => <Bell query={query} /> },
  { pattern: /^\/waiting$/, section: "me", draw: () => <Waiting /> },
  { pattern: /^\/me$/, section: "me", draw: () => <Account /> },
  ofAdministrators("contacts"),
  ofAdministrators("settings"),
  {
    pattern: /^(?<path>\/(?:sign-in|password-resets(?:\/[^/]+)?|invitations\/[^/]+))$/,
    isPublic: true,
    section: null,
    draw: ({ path = "" }, query) => <VisitorScreen {...{ path, query }} />,
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
  const found = findScreen(screens, path);
  const { isPublic = false, isForAdministrators = false, section = null } = found?.screen ?? {};
  return { isPublic, isForAdministrators, section, draw: found?.draw ?? (() => <NotFound />) };
}

const next = [
  loaders.interventions,
  loaders.interventionForm,
  loaders.bell,
  loaders.account,
  // Wanted when there is no network, and not every browser lets the worker keep them.
  loaders.waitingBar,
  loaders.waiting,
];

/**
 * What is a tap away, so that it waits for nothing. Not all: the others lie on the device (worker/kept-app.ts), and to
 * read them costs a phone a second or two of its time at each start.
 */
export function loadNextScreens(isAdministrator: boolean): void {
  const wanted: Promise<unknown>[] = next.map((load) => load());
  if (isAdministrator) wanted.push(loaders.administrators().then(({ loadNext }) => loadNext()));
  for (const load of wanted)
    load.catch(() => {
      // It is asked for again when it is wanted, and what is wrong is said then.
    });
}
