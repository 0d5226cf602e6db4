import { sender } from "../db/organization.ts";
import { knownStatuses } from "../db/statuses.ts";
import { testTemplate as queueTest, statusForExample, templateExample } from "../db/templates.ts";
import { exampleSnapshot } from "../domain/notifications/example-snapshot.ts";
import type { InterventionSnapshot, Logo, Organization } from "../domain/notifications/message.ts";
import { type MessageTemplate, templateBook } from "../domain/notifications/template-book.ts";
import { wordingOf } from "../domain/notifications/wording.ts";
import { logoPath } from "../domain/organization/logo-path.ts";
import type { TemplatePreview, TemplateTrial } from "../domain/templates/template.ts";
import { webEnv } from "../env.ts";
import { mailContent } from "../mail/mail-content.ts";
import { mailHtml } from "../mail/mail-layout.ts";
import { mailText } from "../mail/mail-text.ts";
import { translator } from "../messages/index.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/templates.ts";
import { refusedAt } from "./refusal.ts";
import { checkFields, checkStatus } from "./templates.ts";

type Trial = {
  template: MessageTemplate;
  snapshot: InterventionSnapshot;
  recipient: string;
  organization: Organization;
  isMadeUp: boolean;
};

/** What the worker would send, by the code by which it would: nothing here says how a message looks. */
export async function previewTemplate(call: Call<typeof operations.previewTemplate>): Promise<TemplatePreview> {
  const { template, snapshot, recipient, organization, isMadeUp } = await trialOf(call);
  const { audience, channel, language } = template;
  const words = translator(language, organization.language);
  const wording = wordingOf(
    { kind: "intervention.status_changed", audiences: [audience], snapshot },
    { name: recipient, language },
    organization,
    words,
    templateBook([{ ...template, status_id: null }]),
  );
  const { APP_URL: appUrl } = webEnv();
  const content =
    channel === "email"
      ? mailContent({
          wording,
          organization,
          appUrl,
          logoUrl: urlOf(organization.logo),
          unsubscribeUrl: audience === "customer" ? `${appUrl}/unsubscribe/preview` : null,
          translator: words,
        })
      : null;
  return {
    intervention_number: isMadeUp ? null : snapshot.number,
    recipient,
    wording: {
      subject: wording.subject,
      heading: wording.heading.text,
      title: wording.title,
      body: wording.body,
    },
    mail: content && { html: mailHtml(content), text: mailText(content) },
  };
}

export async function testTemplate(call: Call<typeof operations.testTemplate>) {
  const { template, snapshot, recipient } = await trialOf(call);
  const queued = await queueTest(call.transaction, template.channel, { template, snapshot, recipient_name: recipient });
  return { queued };
}

async function trialOf({ transaction, body, account }: TrialCall): Promise<Trial> {
  const { number, ...template } = body;
  checkStatus(template.status_id, await knownStatuses(transaction));
  await checkFields(transaction, template);
  const organization = await sender(transaction);
  const found = await templateExample(transaction, number, template.status_id);
  if (!found && number !== undefined) throw refusedAt("number", "does_not_exist");
  const words = translator(template.language, organization.language);
  const status = await statusForExample(transaction, template.status_id);
  const snapshot = found ?? exampleSnapshot(status, account.name, words);
  return {
    template,
    snapshot,
    recipient: recipientOf(template, snapshot, account.name),
    organization,
    isMadeUp: !found,
  };
}

type TrialCall = Pick<Call<typeof operations.previewTemplate>, "transaction" | "body" | "account">;

/** Somebody of the audience who would get it: the administrator is whoever asks. */
function recipientOf({ audience }: Omit<TemplateTrial, "number">, snapshot: InterventionSnapshot, me: string): string {
  switch (audience) {
    case "customer":
      return snapshot.contact_person_name ?? snapshot.customer_name ?? "";
    case "technician":
      return snapshot.technician_names[0] ?? me;
    case "admin":
      return me;
    default:
      return audience satisfies never;
  }
}

function urlOf(logo: Logo | null): string | null {
  return logo && logoPath(logo.hash);
}
