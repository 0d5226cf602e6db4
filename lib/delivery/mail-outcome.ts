import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import { providerAnswer } from "./provider-answer.ts";

/** nodemailer's codes for what is wrong with this one message, whoever would carry it. */
const messageFaults = ["EENVELOPE", "EMESSAGE", "ESTREAM", "EFILEACCESS", "EURLACCESS"];

/**
 * What an error of the SMTP transport means (notifications.md, 4). A reply of 500 and up to the message is final. One to
 * the connection or the login is not about the message: a changed password must not lose a day's mails.
 */
export function outcomeOfMailError(error: unknown): DeliveryOutcome {
  const { code, responseCode, response, message } = smtpError(error);
  const answer = response === null ? null : providerAnswer(response);
  const described = providerAnswer(code, message);
  const isAboutMessage = code !== null && messageFaults.includes(code);
  const isTemporary = responseCode !== null && responseCode < 500;
  if (isAboutMessage && !isTemporary) return { result: "failed", error: described, response: answer };
  return { result: "retry", error: described, response: answer, retryAfterSeconds: null };
}

function smtpError(error: unknown) {
  const fields: Record<string, unknown> = error instanceof Error ? { ...error } : {};
  return {
    code: typeof fields.code === "string" ? fields.code : null,
    responseCode: typeof fields.responseCode === "number" ? fields.responseCode : null,
    response: typeof fields.response === "string" ? fields.response : null,
    message: error instanceof Error ? error.message : String(error),
  };
}
