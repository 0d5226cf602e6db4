import { beginChange, lockIntervention, updateIntervention } from "../db/intervention-changes.ts";
import { sender } from "../db/organization.ts";
import { asIf, ingredientsNow, toldNow } from "../db/previews.ts";
import { ruleWarnings } from "../db/rule-warnings.ts";
import { replaceRules } from "../db/rules.ts";
import { listTemplates } from "../db/templates.ts";
import type { Wording } from "../domain/notifications/message.ts";
import { templateBook } from "../domain/notifications/template-book.ts";
import { wordingOf } from "../domain/notifications/wording.ts";
import type { RuleTrialResult, Tried } from "../domain/rules/rules.ts";
import { translator } from "../messages/index.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/notification-rules.ts";
import { found } from "./refusal.ts";
import { refuseUnknownStatuses } from "./rules.ts";

/** The rules are saved, a status is set, and everything is taken back: production decides, and nobody is told. */
export function tryRules({ transaction, body, isBearer }: Call<typeof operations.tryRules>): Promise<RuleTrialResult> {
  return asIf(
    transaction,
    async () => {
      await refuseUnknownStatuses(transaction, body.rules);
      await replaceRules(transaction, body.rules);
    },
    async () => ({
      warnings: await ruleWarnings(transaction),
      items: body.change ? await toldOf(transaction, body.change, isBearer) : null,
    }),
  );
}

type Change = NonNullable<Call<typeof operations.tryRules>["body"]["change"]>;

async function toldOf(transaction: Call["transaction"], change: Change, isApi: boolean): Promise<Tried[]> {
  const locked = found(await lockIntervention(transaction, change.intervention_number));
  if (locked.status_id === change.status_id) return [];
  return asIf(
    transaction,
    async () => {
      await beginChange(transaction, { isApi, notifyCustomer: change.notify_customer });
      await updateIntervention(transaction, locked.id, change);
    },
    () => worded(transaction, locked.id),
  );
}

async function worded(transaction: Call["transaction"], interventionId: number): Promise<Tried[]> {
  const items = await toldNow(transaction);
  const recipients = items.flatMap(({ recipient }) => recipient ?? []);
  const ingredients = await ingredientsNow(
    transaction,
    interventionId,
    recipients.map(({ id }) => id),
  );
  const company = await sender(transaction);
  const templates = templateBook(await listTemplates(transaction));
  return items.map((item) => {
    if (!item.recipient || !ingredients) return { ...item, message: null };
    const language = ingredients.languages.get(item.recipient.id) ?? company.language;
    const wording = wordingOf(
      { kind: "intervention.status_changed", audiences: item.audiences, snapshot: ingredients.snapshot },
      { name: item.recipient.name, language },
      company,
      translator(language, company.language),
      templates,
    );
    return { ...item, message: item.channel === "email" ? inInbox(wording) : inBell(wording) };
  });
}

/** As the list of an inbox shows a mail. */
function inInbox({ subject, body, mail }: Wording): Tried["message"] {
  return { title: subject, body: mail().preheader ?? body };
}

function inBell({ title, body }: Wording): Tried["message"] {
  return { title, body };
}
