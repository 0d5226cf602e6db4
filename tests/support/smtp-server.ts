import { once } from "node:events";
import type { Readable } from "node:stream";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { listen } from "#supabase/local/push-inbox/listen.ts";
import { waitUntil } from "./wait-until.ts";

export type ReceivedMail = {
  /** Where it really went, whatever its headers say. */
  envelope: { from: string; to: string[] };
  raw: Buffer;
  parsed(): Promise<ParsedMail>;
};

/**
 * What the server does instead of accepting: refuse with a code when it hears the recipient or has the whole message;
 * `hang` after the message without an answer; `drop` the connection there.
 */
export type SmtpBehaviour = { code: number; text?: string; at?: "recipient" | "message" } | "hang" | "drop";

export type TestSmtpServer = Awaited<ReturnType<typeof startSmtpServer>>;

/**
 * A real SMTP server on 127.0.0.1 that keeps what it gets.
 *
 * @param port 0 takes a free one; the same again is how an outage ends
 * @param sink counts messages without keeping them: for measuring the sender
 * @param password with which everybody has to log in; none, if there is none
 */
export async function startSmtpServer({ port = 0, sink = false, password = "" } = {}) {
  const messages: ReceivedMail[] = [];
  const counts = { connections: 0, messages: 0 };
  const behaviours = new Map<string, SmtpBehaviour>();
  let behaviour: SmtpBehaviour | null = null;

  const smtp = new SMTPServer({
    authOptional: password === "",
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    disabledCommands: password === "" ? ["AUTH"] : [],
    maxClients: 1_000,
    closeTimeout: 100,
    onConnect(_session, callback) {
      counts.connections += 1;
      callback();
    },
    onAuth(login, _session, callback) {
      if (login.password === password) callback(null, { user: login.username });
      else callback(new Error("wrong password"));
    },
    onRcptTo({ address }, _session, callback) {
      const told = behaviours.get(address) ?? behaviour;
      if (typeof told === "object" && told?.at === "recipient") return callback(refusal(told));
      callback();
    },
    onData(stream, session, callback) {
      receive(stream, session, callback).catch(unlessGone);
    },
  });
  smtp.on("error", unlessGone);
  const taken = await listen(smtp.server, port);

  return {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    messages,
    counts,
    /** From now on all messages, or those to one address, are treated so; null: accepted again. */
    behave: (told: SmtpBehaviour | null, to?: string) => {
      if (to === undefined) behaviour = told;
      else if (told) behaviours.set(to, told);
      else behaviours.delete(to);
    },
    mailsTo: (address: string) => messages.filter(({ envelope }) => envelope.to.includes(address)),
    waitFor: (predicate: (messages: ReceivedMail[]) => boolean, timeoutMs = 5_000) =>
      waitUntil(
        () => predicate(messages),
        timeoutMs,
        () => `${messages.length} mails came`,
      ),
    close,
  };

  async function receive(stream: Readable, session: SMTPServerSession, callback: (error?: Error) => void) {
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const told = to.map((address) => behaviours.get(address)).find(Boolean) ?? behaviour;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (!sink) chunks.push(chunk);
    if (told === "hang") return;
    if (told === "drop") return void dropConnections();
    if (told) return callback(refusal(told));
    counts.messages += 1;
    if (!sink) keep(session, to, Buffer.concat(chunks));
    callback();
  }

  function keep(session: SMTPServerSession, to: string[], raw: Buffer): void {
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
    messages.push({ envelope: { from, to }, raw, parsed: () => simpleParser(raw) });
  }

  function dropConnections(): void {
    for (const connection of smtp.connections) connection.close();
  }

  async function close(): Promise<void> {
    const closed = once(smtp.server, "close");
    smtp.close();
    dropConnections();
    await closed;
  }
}

/** A client that goes away in mid-sentence is what `drop` and a killed worker look like from here. */
function unlessGone(error: Error & { code?: string }): void {
  if (!["ECONNRESET", "ECONNECTION", "EPIPE"].includes(error.code ?? "")) throw error;
}

function refusal({ code, text }: Extract<SmtpBehaviour, object>): Error {
  return Object.assign(new Error(text ?? `told to answer ${code}`), { responseCode: code });
}
