import { asCaller, type CallerTransaction } from "../db/caller.ts";
import { publicOrganization } from "../db/organization.ts";
import { isUnsubscribed, resubscribe, unsubscribe } from "../db/suppressions.ts";
import { webEnv } from "../env.ts";
import { type Unsubscription, verifyUnsubscription } from "../links/unsubscribe-token.ts";
import { translator } from "../messages/index.ts";
import { readBody } from "./body.ts";
import { acceptedLanguage } from "./caller-language.ts";
import { webDatabase } from "./database.ts";
import { type PublicPage, publicPage } from "./public-page.ts";
import { limit, perAddress } from "./rate-limit.ts";
import { Refusal } from "./refusal.ts";

const mostBytes = 16 * 1024;
const oneClick = ["List-Unsubscribe", "One-Click"] as const;
const undo = ["undo", "1"] as const;

type Wish = "unsubscribe" | "undo";

/** What the link shows. It changes nothing: scanners of mail open every link. */
export async function showUnsubscription(request: Request, token: unknown): Promise<Response> {
  const unsubscription = await verified(request, token);
  if (!unsubscription) return unknownLink(request);
  const isDone = await asStranger((transaction) => isUnsubscribed(transaction, unsubscription));
  return page(request, 200, isDone ? "done" : "confirm");
}

/** RFC 8058: one POST, form-encoded or multipart, without cookies, answered without redirect. Undo comes the same way. */
export async function changeUnsubscription(request: Request, token: unknown): Promise<Response> {
  const unsubscription = await verified(request, token);
  if (!unsubscription) return unknownLink(request);
  const wish = await wishIn(request);
  const isDone = await asStranger(async (transaction) => {
    await (wish === "undo" ? resubscribe : unsubscribe)(transaction, unsubscription);
    return isUnsubscribed(transaction, unsubscription);
  });
  return page(request, 200, isDone ? "done" : "undone");
}

/** Guessing is limited by where it comes from, using a link by the link: mail providers post for many people. */
async function verified(request: Request, token: unknown): Promise<Unsubscription | null> {
  const unsubscription = typeof token === "string" ? verifyUnsubscription(token, webEnv().LINK_KEYS) : null;
  await limit(
    unsubscription
      ? { action: "unsubscribe", who: String(unsubscription.addressId), most: 100 }
      : perAddress(request, "unsubscribe-guess", 100),
  );
  return unsubscription;
}

async function wishIn(request: Request): Promise<Wish> {
  const fields = await fieldsOf(request);
  if (fields.get(undo[0]) === undo[1]) return "undo";
  if (fields.get(oneClick[0]) === oneClick[1]) return "unsubscribe";
  throw new Refusal("invalid_input", { reason: "not_one_click" });
}

async function fieldsOf(request: Request): Promise<Map<string, unknown>> {
  const bytes = await readBody(request, mostBytes);
  const contentType = request.headers.get("content-type") ?? "application/x-www-form-urlencoded";
  try {
    const body = new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
    if (/^application\/json\b/i.test(contentType)) return new Map(Object.entries((await body.json()) ?? {}));
    return new Map((await body.formData()).entries());
  } catch (error) {
    // What Node says of a body that is not what it claims to be.
    if (error instanceof TypeError || error instanceof SyntaxError)
      throw new Refusal("invalid_input", { reason: "not_one_click" });
    throw error;
  }
}

async function unknownLink(request: Request): Promise<Response> {
  return page(request, 404, "unknown");
}

async function page(request: Request, status: number, state: "confirm" | "done" | "undone" | "unknown") {
  const organization = await publicOrganization(webDatabase());
  const { text, language, direction } = translator(acceptedLanguage(request), organization.language);
  const names = { organization: organization.name };
  const button: PublicPage["button"] =
    state === "done"
      ? { label: text("unsubscribe.undo_button"), field: [...undo], isQuiet: true }
      : state === "unknown"
        ? null
        : { label: text("unsubscribe.confirm_button"), field: [...oneClick], isQuiet: state === "undone" };
  return publicPage(status, {
    language,
    direction,
    organization: organization.name,
    title: text(`unsubscribe.${state}_title`),
    text: state === "unknown" ? text("unsubscribe.unknown_text") : text(`unsubscribe.${state}_text`, names),
    button,
  });
}

function asStranger<T>(run: (transaction: CallerTransaction) => Promise<T>): Promise<T> {
  return asCaller(webDatabase(), { role: "anon" }, run);
}
