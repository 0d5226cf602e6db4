import { mkdir } from "node:fs/promises";
import { processEnvironment } from "#lib/env.ts";
import { answersAt, type Child, type Children, untilReady } from "./children.ts";
import { packageFile } from "./package-file.ts";

export type MailboxOptions = {
  children: Children;
  directory: string;
  logFile: string;
  smtpPort: number;
  webPort: number;
};

/** Starts maildev: takes every mail, delivers none, and shows them on a web page. */
export async function startMailbox({
  children,
  directory,
  logFile,
  smtpPort,
  webPort,
}: MailboxOptions): Promise<Child> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const mailbox = children.start({
    name: "Mailbox",
    command: process.execPath,
    args: [
      packageFile("maildev", "dist/bin/maildev.js"),
      ...["--ip", "127.0.0.1", "--smtp", String(smtpPort)],
      ...["--web-ip", "127.0.0.1", "--web", String(webPort)],
      ...["--mail-directory", directory],
      // Its certificate has expired, so mail programs that upgrade to TLS when they can would refuse it.
      ...["--hide-extensions", "STARTTLS"],
      // All of them are held in memory; ten thousand are about 150 MB.
      ...["--max-emails", "10000"],
    ],
    cwd: directory,
    env: processEnvironment(),
    logFile,
  });
  await untilReady(mailbox, () => answersAt(`http://127.0.0.1:${webPort}/api/healthz`), 30);
  return mailbox;
}
