import type { DeliveriesQueue } from "../db/deliveries-queue.ts";
import type { Organization } from "../domain/notifications/message.ts";
import { type TemplateBook, templateBook } from "../domain/notifications/template-book.ts";
import type { Log } from "../log.ts";

/** Everything of the company that messages are made of. */
export type Company = {
  organization: Organization;
  templates: TemplateBook;
  /** The bytes of the organization's logo. */
  logo: Buffer | null;
};

/** Whatever was changed is announced; what was not heard, or by whoever does not listen, is found after this. */
const REFRESH_MS = 10_000;

type Source = Pick<DeliveriesQueue, "sender" | "templates" | "logo">;

/**
 * The company hardly ever changes: it is kept, and read again when a change is announced and every ten seconds, off the
 * path of a message. A message is worded by what applies when it is sent.
 */
export function keptCompany(source: Source, log: Log) {
  let known: Promise<Company> | undefined;
  let logo: { hash: string; content: Buffer } | null = null;
  const reported = new Set<string>();
  const timer = setInterval(refresh, REFRESH_MS);
  timer.unref();
  return { get, readAgain, stop: () => clearInterval(timer) };

  function get(): Promise<Company> {
    known ??= read().catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  }

  /** What is worded from now on waits for it. */
  function readAgain(): void {
    if (known) refresh();
  }

  function refresh(): void {
    const previous = known;
    if (previous) known = read().catch(() => previous);
  }

  async function read(): Promise<Company> {
    const [organization, templates] = await Promise.all([source.sender(), source.templates()]);
    if (organization.logo?.hash !== logo?.hash) logo = organization.logo && (await source.logo());
    return {
      organization,
      templates: templateBook(templates, report),
      logo: logo?.content ?? null,
    };
  }

  /** Once for each, however many messages it would have worded; administrators see it where they would mend it. */
  function report(template: string, problem: string): void {
    if (reported.has(`${template} ${problem}`)) return;
    reported.add(`${template} ${problem}`);
    log.warn("template.not_used", { template, problem });
  }
}
