"use client";

import { Plug, Plus, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { ApiKey } from "#lib/domain/api-keys/api-key.ts";
import type { Page } from "#lib/domain/page.ts";
import { Shown } from "../app/failure.tsx";
import { Screen } from "../app/screen.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { Notice, Skeleton } from "../ui/notice.tsx";
import { apiKeysPath, scopeText } from "./scopes.ts";

const NewKeySheet = lazy(() => import("./new-key-sheet.tsx"));
const RevokeSheet = lazy(() => import("./revoke-sheet.tsx"));

/** Keys by which other systems use the API: made, seen to be in use, and revoked. */
export default function ApiKeys() {
  const { t } = useTexts();
  const answer = useAnswer<Page<ApiKey>>(apiKeysPath);
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <Screen
      title={t("api_keys.title")}
      backTo="/settings"
      actions={
        <Button size="compact" icon={<Plus aria-hidden="true" className="size-5" />} onClick={() => setIsMaking(true)}>
          {t("api_keys.add")}
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-5 px-4">
        <p className="max-w-prose text-soft">{t("api_keys.intro")}</p>
        <Shown answer={answer} skeleton={<Skeleton className="h-40 w-full rounded-2xl" />}>
          {({ items }) =>
            items.length === 0 ? (
              <Notice
                icon={<Plug aria-hidden="true" className="size-7" />}
                title={t("api_keys.none_title")}
                text={t("api_keys.none_text")}
              />
            ) : (
              <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-raised">
                {items.map((key) => (
                  <li key={key.id}>
                    <KeyRow apiKey={key} onRevoke={() => setRevoking(key)} />
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
        <p className="text-small text-soft wrap-anywhere">{t("api_keys.description", { path: "/api/openapi.json" })}</p>
      </div>
      <Suspense>
        {isMaking && <NewKeySheet onClose={() => setIsMaking(false)} />}
        {revoking && <RevokeSheet apiKey={revoking} onClose={() => setRevoking(null)} />}
      </Suspense>
    </Screen>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { t } = useTexts();
  const times = useTimes();
  const now = useNow();
  const { name, scopes, hint, actor_name, expires_at, last_used_at, revoked_at, is_good } = apiKey;
  const when = (at: string) => times.dateTime(new Date(at), now);
  const facts = [
    t("api_keys.by", { name: actor_name }),
    ...(expires_at ? [t("api_keys.until", { date: when(expires_at) })] : []),
    last_used_at ? t("api_keys.used", { date: when(last_used_at) }) : t("api_keys.unused"),
  ];
  return (
    <div className={`flex gap-3 py-3 ps-5 pe-2 ${is_good ? "" : "text-soft"}`}>
      <div className="grid min-w-0 grow gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <bdi className="font-medium wrap-anywhere">{name}</bdi>
          <span dir="ltr" className="font-mono text-small text-soft">
            …{hint}
          </span>
        </p>
        <p className="text-small">{scopes.map((scope) => t(scopeText(scope))).join(" · ")}</p>
        <p className="text-small text-soft wrap-anywhere">{facts.join(" · ")}</p>
        {!is_good && <p className="text-small font-medium">{t(whyNotGood(apiKey))}</p>}
      </div>
      {revoked_at === null && (
        <IconButton label={t("api_keys.revoke", { name })} onClick={onRevoke}>
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      )}
    </div>
  );
}

function whyNotGood({ revoked_at, expires_at }: ApiKey) {
  if (revoked_at !== null) return "api_keys.revoked";
  return expires_at !== null && Date.parse(expires_at) <= Date.now() ? "api_keys.expired" : "api_keys.not_good";
}
