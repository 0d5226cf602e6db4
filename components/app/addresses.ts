import type { ReactNode } from "react";

/** A screen of the app, and the addresses that it is at. */
export type Addressed = {
  pattern: RegExp;
  /** @param params the named groups of the pattern */
  draw: (params: Record<string, string>, query: URLSearchParams) => ReactNode;
};

/** Of anything that the server numbers, as a part of a pattern. */
export const number = String.raw`(?<number>[1-9]\d{0,14})`;

/** The first of `screens` that is at `path`; null where none is. */
export function findScreen<S extends Addressed>(
  screens: readonly S[],
  path: string,
): { screen: S; draw: (query: URLSearchParams) => ReactNode } | null {
  for (const screen of screens) {
    const match = screen.pattern.exec(path);
    const params = match?.groups ?? {};
    if (match) return { screen, draw: (query) => screen.draw(params, query) };
  }
  return null;
}
