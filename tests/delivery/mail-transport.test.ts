import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MailMessage } from "#lib/delivery/mail-message.ts";
import { createMailTransport, type MailTransport } from "#lib/delivery/mail-transport.ts";
import { startSmtpServer, type TestSmtpServer } from "#tests/support/smtp-server.ts";

let smtp: TestSmtpServer;
let transport: MailTransport;

beforeEach(async () => {
  smtp = await startSmtpServer();
});
afterEach(async () => {
  await transport.close();
  await smtp.close();
});

function start(settings: { connections?: number; timeoutMs?: number; smtpUrl?: string } = {}): void {
  transport = createMailTransport({ smtpUrl: smtp.url, ...settings });
}

function mail(address = "anna@example.org"): MailMessage {
  return {
    from: { name: "Brambilla", address: "interventi@brambilla.example" },
    to: { name: "Anna Neri", address },
    replyTo: undefined,
    subject: "[#1042] Chiuso",
    messageId: "<delivery-1.x@brambilla.example>",
    headers: {},
    textEncoding: "Q",
    text: "Chiuso",
    html: "<p>Chiuso</p>",
  };
}

test("what the server accepted is sent, with its answer", async () => {
  start();
  expect(await transport.send(mail())).toMatchObject({ result: "sent", response: expect.stringMatching(/^250 /) });
  expect(smtp.messages).toHaveLength(1);
});

test("a pool of connections carries many mails", async () => {
  start({ connections: 3 });
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, index) => transport.send(mail(`a${index}@example.org`))),
  );
  expect(outcomes.every(({ result }) => result === "sent")).toBe(true);
  expect(smtp.messages).toHaveLength(60);
  expect(smtp.counts.connections).toBeLessThanOrEqual(3);
});

describe("what the server answers", () => {
  test.each([
    [421, "retry"],
    [450, "retry"],
    [451, "retry"],
    [452, "retry"],
    [550, "failed"],
    [552, "failed"],
    [554, "failed"],
  ])("%i to the message means %s", async (code, result) => {
    start();
    smtp.behave({ code, text: "not for <anna@example.org>, see https://help.example/secret" });
    expect(await transport.send(mail())).toMatchObject({
      result,
      response: `${code} not for <…@example.org>, see https://help.example/…`,
    });
  });

  test.each([
    [450, "retry"],
    [550, "failed"],
  ])("%i to the recipient means %s", async (code, result) => {
    start();
    smtp.behave({ code, at: "recipient" });
    const outcome = await transport.send(mail());
    expect(outcome).toMatchObject({ result, response: expect.stringContaining(String(code)) });
    expect(JSON.stringify(outcome)).not.toContain("anna@");
  });

  test("one refused recipient does not hurt the next mail", async () => {
    start({ connections: 1 });
    smtp.behave({ code: 550, at: "recipient" }, "gone@example.org");
    const outcomes = await Promise.all([transport.send(mail("gone@example.org")), transport.send(mail())]);
    expect(outcomes.map(({ result }) => result)).toEqual(["failed", "sent"]);
  });
});

describe("when the server is not there, it is tried again", () => {
  test("nobody listens", async () => {
    start({ smtpUrl: "smtp://127.0.0.1:1" });
    expect(await transport.send(mail())).toMatchObject({
      result: "retry",
      error: expect.stringContaining("ECONNREFUSED"),
    });
    await expect(transport.verify()).rejects.toThrow("ECONNREFUSED");
  });

  test("it drops the connection in the middle", async () => {
    start();
    smtp.behave("drop");
    expect(await transport.send(mail())).toMatchObject({ result: "retry" });
  });

  test("it never answers", async () => {
    start({ timeoutMs: 300 });
    smtp.behave("hang");
    expect(await transport.send(mail())).toMatchObject({
      result: "retry",
      error: "EABORT Message sending aborted",
    });
    smtp.behave(null);
    expect(await transport.send(mail())).toMatchObject({ result: "sent" });
  });

  test("it refuses our login: a changed password is not the message's fault", async () => {
    await smtp.close();
    smtp = await startSmtpServer({ password: "right" });
    start({ smtpUrl: smtp.url.replace("smtp://", "smtp://office:wrong@") });
    expect(await transport.send(mail())).toMatchObject({ result: "retry", response: expect.stringContaining("535") });
    await expect(transport.verify()).rejects.toThrow("535");
    await transport.close();
    start({ smtpUrl: smtp.url.replace("smtp://", "smtp://office:right@") });
    expect(await transport.send(mail())).toMatchObject({ result: "sent" });
  });

  test("it comes back after an outage, on the same port", async () => {
    start();
    expect(await transport.send(mail())).toMatchObject({ result: "sent" });
    await smtp.close();
    expect(await transport.send(mail())).toMatchObject({ result: "retry" });
    smtp = await startSmtpServer({ port: smtp.port });
    expect(await transport.send(mail())).toMatchObject({ result: "sent" });
    await expect(transport.verify()).resolves.toBeUndefined();
  });
});

test("closing lets what is under way arrive", async () => {
  start({ connections: 1 });
  const sending = [transport.send(mail()), transport.send(mail()), transport.send(mail())];
  await transport.close();
  expect(await Promise.all(sending)).toMatchObject([{ result: "sent" }, { result: "sent" }, { result: "sent" }]);
});
