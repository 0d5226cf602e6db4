import { z } from "zod";
import { invitation, invitationRequest, invited } from "../../domain/invitations/invitation.ts";
import { linkToken, passwordChoice, session } from "../../domain/session/session.ts";
import { operation } from "./operation.ts";

const path = "/api/invitations";
const tag = "Accounts";
const params = z.object({ token: linkToken });

export const invite = operation({
  method: "POST",
  path,
  tag,
  summary: "Invite an address to sign in as a contact, with a profile; mails a link that works for a week",
  access: "administrator",
  body: invitationRequest,
  status: 201,
  answer: invitation,
});

export const showInvitation = operation({
  method: "GET",
  path: `${path}/{token}`,
  tag,
  summary: "Whom an open invitation is for",
  access: "anyone",
  params,
  answer: invited,
});

export const acceptInvitation = operation({
  method: "POST",
  path: `${path}/{token}/acceptance`,
  tag,
  summary: "Choose a password: makes the account and signs in",
  access: "anyone",
  params,
  body: passwordChoice,
  status: 201,
  answer: session,
});
