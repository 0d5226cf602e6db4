import type { contactsTexts as englishContacts } from "./en/contacts.ts";
import type { exportsTexts as englishExports } from "./en/exports.ts";
import type { fieldTexts as englishField } from "./en/field.ts";
import type { personTexts as englishPerson } from "./en/person.ts";
import type { screens as english } from "./en/screens.ts";
import type { settingsTexts as englishSettings } from "./en/settings.ts";
import type { workTexts as englishWork } from "./en/work.ts";
import type { Language } from "./languages.ts";

type Texts<Source> = { readonly [Key in keyof Source]: Source[Key] extends string ? string : Texts<Source[Key]> };

/** The texts of the screens: the sections and keys of English. */
export type ScreenTexts = Texts<typeof english>;
export type ContactsTexts = Texts<typeof englishContacts>;
export type ExportsTexts = Texts<typeof englishExports>;
export type FieldTexts = Texts<typeof englishField>;
export type PersonTexts = Texts<typeof englishPerson>;
export type SettingsTexts = Texts<typeof englishSettings>;
export type WorkTexts = Texts<typeof englishWork>;
/** English, which types the arguments of every text, too. */
export type EnglishScreenTexts = typeof english &
  typeof englishContacts &
  typeof englishExports &
  typeof englishField &
  typeof englishPerson &
  typeof englishSettings &
  typeof englishWork;

/** A language is loaded when it is spoken, so that nobody loads the others. */
export const screenTexts: Record<Language, () => Promise<ScreenTexts>> = {
  en: () => import("./en/screens.ts").then(({ screens }) => screens),
  it: () => import("./it/screens.ts").then(({ screens }) => screens),
};

/** Whoever is signed in sees the door no more, and their own account seldom. */
export const personTexts: Record<Language, () => Promise<PersonTexts>> = {
  en: () => import("./en/person.ts").then((loaded) => loaded.personTexts),
  it: () => import("./it/person.ts").then((loaded) => loaded.personTexts),
};

/** What only the settings say is loaded with the first of their screens: a phone that is never at a desk does without. */
export const settingsTexts: Record<Language, () => Promise<SettingsTexts>> = {
  en: () => import("./en/settings.ts").then((loaded) => loaded.settingsTexts),
  it: () => import("./it/settings.ts").then((loaded) => loaded.settingsTexts),
};

/** The registry is the administrators', and larger than the rest of what they decide. */
export const contactsTexts: Record<Language, () => Promise<ContactsTexts>> = {
  en: () => import("./en/contacts.ts").then((loaded) => loaded.contactsTexts),
  it: () => import("./it/contacts.ts").then((loaded) => loaded.contactsTexts),
};

/** Only whoever takes a list along as a file reads what its columns are called. */
export const exportsTexts: Record<Language, () => Promise<ExportsTexts>> = {
  en: () => import("./en/exports.ts").then((loaded) => loaded.exportsTexts),
  it: () => import("./it/exports.ts").then((loaded) => loaded.exportsTexts),
};

/** The list, the card and the form of interventions come after the first screen of the day. */
export const workTexts: Record<Language, () => Promise<WorkTexts>> = {
  en: () => import("./en/work.ts").then((loaded) => loaded.workTexts),
  it: () => import("./it/work.ts").then((loaded) => loaded.workTexts),
};

/** What is said where work is done: with the card, and with what waits to be sent. */
export const fieldTexts: Record<Language, () => Promise<FieldTexts>> = {
  en: () => import("./en/field.ts").then((loaded) => loaded.fieldTexts),
  it: () => import("./it/field.ts").then((loaded) => loaded.fieldTexts),
};
