import { setTimeout as wait } from "node:timers/promises";
import { myAccount, myDeviceKey } from "../db/accounts.ts";
import { asCaller, type CallerTransaction } from "../db/caller.ts";
import { invitationByToken } from "../db/invitations.ts";
import { workplace } from "../db/organization.ts";
import { passwordResetByToken, requestPasswordReset, resetPassword } from "../db/password-resets.ts";
import type { Account, Session } from "../domain/session/session.ts";
import { webDatabase } from "./database.ts";
import type { OpenCall } from "./http.ts";
import { deviceCookie, knownDevice } from "./known-device.ts";
import type * as invitations from "./operations/invitations.ts";
import type * as operations from "./operations/session.ts";
import { type Limit, limit, perAddress, perAddressAndAccount } from "./rate-limit.ts";
import { found, Refusal } from "./refusal.ts";
import { type NewSession, signIn, signOut, signUp } from "./session.ts";
import { readSessionCookie, sessionCookies } from "./session-cookie.ts";

/** Longer than checking a password takes, so that the time does not tell whether there was one to check. */
const refusalMs = 500;
const resetMs = 250;

/** Signs in. A wrong address, a wrong password and an inactive account look the same, in words and in time. */
export async function signInWith({ request, cookies, body }: OpenCall<typeof operations.signIn>) {
  await limit(...signInLimits(request, body.email));
  const refusedAt = Date.now() + refusalMs;
  const session = await signIn(body.email, body.password);
  const answer = session ? await sessionOf(session) : null;
  if (session && answer) {
    cookies.push(...sessionCookies(request, session), deviceCookie(body.email));
    return answer;
  }
  if (session) await signOut(session);
  await wait(Math.max(0, refusedAt - Date.now()));
  throw new Refusal("invalid_credentials");
}

/** A known device has tries of its own: else anybody could keep the owner of an account out by using up the account's. */
function signInLimits(request: Request, email: string): Limit[] {
  const device = knownDevice(request, email);
  if (device) return [{ action: "sign-in-device", who: device, most: 20 }];
  return [
    perAddress(request, "sign-in", 300),
    { action: "sign-in", who: email, most: 100 },
    perAddressAndAccount(request, "sign-in", email, 20),
  ];
}

/** Ends the session if there is one. The cookies go in any case, and so do the photos that the browser keeps by itself. */
export async function signOutOf({ request, cookies }: OpenCall): Promise<Response> {
  const session = await readSessionCookie(request);
  cookies.push(...sessionCookies(request, null));
  if (session) await signOut(session);
  return new Response(null, { status: 204, headers: { "clear-site-data": '"cache"' } });
}

export async function askForPasswordReset({ request, body }: OpenCall<typeof operations.requestPasswordReset>) {
  await limit(perAddress(request, "password-reset", 60), { action: "password-reset", who: body.email, most: 10 });
  await Promise.all([
    wait(resetMs),
    asCaller(webDatabase(), { role: "anon" }, (transaction) => requestPasswordReset(transaction, body.email)),
  ]);
  return {};
}

export async function showPasswordReset({ request, params }: OpenCall<typeof operations.showPasswordReset>) {
  await limit(perAddress(request, "password-reset-token", 60));
  const email = await asCaller(webDatabase(), { role: "anon" }, (transaction) =>
    passwordResetByToken(transaction, params.token),
  );
  return { email };
}

/** Whoever holds the link is the account's owner, on whatever device. */
export async function choosePassword({ request, cookies, params, body }: OpenCall<typeof operations.resetPassword>) {
  await limit(perAddress(request, "password-reset-token", 60));
  const email = await asCaller(webDatabase(), { role: "anon" }, (transaction) =>
    resetPassword(transaction, params.token, body.password),
  );
  cookies.push(deviceCookie(email));
  return { email };
}

export async function showInvitation({ request, params }: OpenCall<typeof invitations.showInvitation>) {
  await limit(perAddress(request, "invitation", 60));
  const { email, name, organization } = await openInvitation(params.token);
  return { email, name, organization };
}

/** Signs up as the invited person. Auth's own refusal would come as an empty 500, so the invitation is looked at first. */
export async function acceptInvitation({
  request,
  cookies,
  params,
  body,
}: OpenCall<typeof invitations.acceptInvitation>) {
  await limit(perAddress(request, "invitation", 60));
  const { email } = await openInvitation(params.token);
  const session = await signUp(email, body.password, params.token);
  if (!session) {
    await openInvitation(params.token);
    throw new Error("Auth did not sign up the owner of an open invitation");
  }
  const answer = await sessionOf(session);
  if (!answer) throw new Error("The sign-up of an invitation made no account");
  cookies.push(...sessionCookies(request, session), deviceCookie(email));
  return answer;
}

/** Refuses an invitation that was used, replaced or has expired, and says which: whoever asks has the token. */
async function openInvitation(token: string) {
  const invitation = found(
    await asCaller(webDatabase(), { role: "anon" }, (transaction) => invitationByToken(transaction, token)),
  );
  if (invitation.state !== "open") throw new Refusal(`invitation_${invitation.state}`);
  return invitation;
}

function sessionOf({ sub }: NewSession): Promise<Session | null> {
  return asCaller(webDatabase(), { role: "authenticated", sub }, async (transaction) => {
    const account = await myAccount(transaction);
    return account && signedIn(transaction, account);
  });
}

/** What a device gets to know of the person who is signed in on it; nobody else is told their key. */
export async function signedIn(transaction: CallerTransaction, account: Account): Promise<Session> {
  const [organization, key] = [await workplace(transaction), await myDeviceKey(transaction)];
  return { account, organization, device_key: found(key) };
}
