"use client";

import { lazy } from "react";
import { withTexts } from "#lib/browser/texts.tsx";
import { type Addressed, findScreen } from "./addresses.ts";
import NotFound from "./not-found.tsx";

const AcceptInvitation = lazy(() => withTexts("person", import("../session/accept-invitation.tsx")));
const ForgottenPassword = lazy(() => withTexts("person", import("../session/forgotten-password.tsx")));
const NewPassword = lazy(() => withTexts("person", import("../session/new-password.tsx")));
const SignIn = lazy(() => withTexts("person", import("../session/sign-in.tsx")));

const token = "(?<token>[^/]+)";

const screens: Addressed[] = [
  { pattern: /^\/sign-in$/, draw: (_, query) => <SignIn next={query.get("next")} /> },
  { pattern: /^\/password-resets$/, draw: () => <ForgottenPassword /> },
  {
    pattern: new RegExp(`^/password-resets/${token}$`),
    draw: (params) => <NewPassword token={params.token ?? ""} />,
  },
  {
    pattern: new RegExp(`^/invitations/${token}$`),
    draw: (params) => <AcceptInvitation token={params.token ?? ""} />,
  },
];

/** What is open to whoever has not signed in. */
export default function VisitorScreen({ path, query }: { path: string; query: URLSearchParams }) {
  return findScreen(screens, path)?.draw(query) ?? <NotFound />;
}
