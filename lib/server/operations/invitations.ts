import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import {
  invitation,
  invitationQuery,
  invitationRecord,
  invitationRequest,
  invited,
} from "../../domain/invitations/invitation.ts";
import { page } from "../../domain/page.ts";
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

export const listInvitations = operation({
  method: "GET",
  path,
  tag,
  summary: "Invitations, newest first, and what has become of them",
  access: "administrator",
  query: invitationQuery,
  answer: page(invitationRecord),
});

/** By contact: the newest invitation of one is the one that counts, and its token is only in its mail. */
export const revokeInvitation = operation({
  method: "DELETE",
  path: "/api/contacts/{id}/invitation",
  tag,
  summary: "Take back the invitation of a contact: its link opens nothing any more",
  access: "administrator",
  params: z.object({ id: idInPath }),
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
