import { changed } from "#lib/browser/answers.ts";
import type { ApiScope } from "#lib/domain/api-keys/api-key.ts";

export const apiKeysPath = "/api/api-keys";

export function showChangedKeys(): void {
  changed((path) => path.startsWith(apiKeysPath));
}

/** The text that says what a scope allows. */
export function scopeText(scope: ApiScope) {
  return `api_keys.scope_${scope.replace(":", "_") as Underscored<ApiScope>}` as const;
}

type Underscored<Scope> = Scope extends `${infer Area}:${infer Way}` ? `${Area}_${Way}` : never;
