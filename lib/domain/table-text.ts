/** The encodings that text files of our users have, as `TextDecoder` calls them. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1255", "windows-1257"] as const;
export type Encoding = (typeof encodings)[number];

/** What stands between the cells of a line. */
export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];
