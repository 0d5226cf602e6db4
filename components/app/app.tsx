"use client";

import { lazy, type ReactNode, Suspense, useEffect, useMemo } from "react";
import { keepFresh } from "#lib/browser/answers.ts";
import { deviceLanguage, followSystemTheme, setDeviceLanguage } from "#lib/browser/device-settings.ts";
import { useIsIdle } from "#lib/browser/idle.ts";
import { learnFromLists } from "#lib/browser/known-interventions.ts";
import { go, useLocation } from "#lib/browser/location.ts";
import { type SessionState, startSession, useSessionState } from "#lib/browser/session.ts";
import { TextsProvider, useLoadedTexts } from "#lib/browser/texts.tsx";
import { registerWorker } from "#lib/browser/worker-registration.ts";
import { Boundary, Failure } from "./failure.tsx";
import { Frame, FrameSkeleton } from "./frame.tsx";
import { type Found, screenAt } from "./screens.tsx";

const Toasts = lazy(() => import("./toasts.tsx"));

/** The whole app. The server draws its empty frame; everything else is drawn on the device. */
export function App() {
  const location = useLocation();
  const session = useSessionState();
  const texts = useLoadedTexts(useWantedLanguages(session));
  useEffect(() => {
    learnFromLists();
    void startSession();
    void registerWorker();
    const stops = [keepFresh(), followSystemTheme()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const isIdle = useIsIdle();
  const found = location && screenAt(location.path);
  const isSignInNeeded = session.phase === "signed_out" && found !== null && !found.isPublic;
  useEffect(() => {
    if (isSignInNeeded) go(signInHref(), { isReplacing: true });
  }, [isSignInNeeded]);
  if (!location || !texts || !found || isSignInNeeded) return <FrameSkeleton />;
  return (
    <TextsProvider texts={texts}>
      <Boundary place={location.path}>
        <Place {...{ found, session, query: location.query }} />
      </Boundary>
      {isIdle && (
        <Suspense>
          <Toasts />
        </Suspense>
      )}
    </TextsProvider>
  );
}

type PlaceProps = { found: Found; session: SessionState; query: URLSearchParams };

/** A public screen stands by itself, and needs to know of no session; any other stands in the frame. */
function Place({ found, session, query }: PlaceProps): ReactNode {
  if (found.isPublic) return found.draw(query);
  switch (session.phase) {
    case "starting":
    case "signed_out":
      return <FrameSkeleton />;
    case "unreachable":
      return (
        <main>
          <Failure error={null} onRetry={() => void startSession()} />
        </main>
      );
    case "signed_in":
      // Another person's screens begin anew: nothing that was typed or chosen in them stays.
      return <Frame key={session.session.account.id} found={found} query={query} />;
  }
}

/** The account's language, once it is known; the device remembers it for the next start. */
function useWantedLanguages(session: SessionState): readonly (string | null)[] {
  const ofAccount = session.phase === "signed_in" ? session.session.account.language : null;
  useEffect(() => {
    if (ofAccount && !isPseudo(deviceLanguage())) setDeviceLanguage(ofAccount);
  }, [ofAccount]);
  return useMemo(() => {
    if (typeof window === "undefined") return [];
    const ofDevice = deviceLanguage();
    return [isPseudo(ofDevice) ? ofDevice : ofAccount, ofDevice, ...navigator.languages];
  }, [ofAccount]);
}

/** See lib/messages/pseudo-languages.ts. */
function isPseudo(tag: string | null): boolean {
  return tag === "en-XA" || tag === "ar-XB";
}

/** Back to here after signing in. */
function signInHref(): string {
  const here = `${window.location.pathname}${window.location.search}`;
  return here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`;
}
