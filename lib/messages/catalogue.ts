import type { en } from "./en.ts";

type Texts<Source> = { readonly [Key in keyof Source]: Source[Key] extends string ? string : Texts<Source[Key]> };

/** The shape of every language: the sections and keys of English. */
export type Catalogue = Texts<typeof en>;

/** Codes of problem documents that have words. */
export type ErrorCode = keyof Catalogue["errors"];
