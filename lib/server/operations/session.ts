import { z } from "zod";
import { credentials, linkToken, passwordChoice, passwordResetRequest, session } from "../../domain/session/session.ts";
import { operation } from "./operation.ts";

const path = "/api/session";
const tag = "Session";

export const signIn = operation({
  method: "POST",
  path,
  tag,
  summary: "Sign in; sets the session's cookies",
  access: "anyone",
  body: credentials,
  answer: session,
});

export const showSession = operation({
  method: "GET",
  path,
  tag,
  summary: "Who is signed in",
  access: "account",
  answer: session,
});

export const signOut = operation({
  method: "DELETE",
  path,
  tag,
  summary: "Sign out, with or without a session",
  access: "anyone",
});

export const requestPasswordReset = operation({
  method: "POST",
  path: "/api/password-resets",
  tag,
  summary: "Mail a link that sets a new password; says the same whether the address is known or not",
  access: "anyone",
  body: passwordResetRequest,
  status: 202,
  answer: z.object({}),
});

export const showPasswordReset = operation({
  method: "GET",
  path: "/api/password-resets/{token}",
  tag,
  summary: "Whose password the link's token sets, while it works",
  access: "anyone",
  params: z.object({ token: linkToken }),
  answer: z.object({ email: z.string() }),
});

export const resetPassword = operation({
  method: "POST",
  path: "/api/password-resets/{token}",
  tag,
  summary: "Set a new password by the link's token; ends all sessions. Answers the address to sign in with",
  access: "anyone",
  params: z.object({ token: linkToken }),
  body: passwordChoice,
  answer: z.object({ email: z.string() }),
});
