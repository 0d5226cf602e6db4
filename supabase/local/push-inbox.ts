import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { processEnvironment } from "#lib/env.ts";
import { answersAt, type Child, type Children, untilReady } from "./children.ts";

export type PushInboxOptions = {
  children: Children;
  directory: string;
  logFile: string;
  pushPort: number;
  webPort: number;
};

/** Starts the push inbox: takes every push to the devices that it makes, and shows them on a web page. */
export async function startPushInbox(options: PushInboxOptions): Promise<Child> {
  const { children, directory, logFile, pushPort, webPort } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const inbox = children.start({
    name: "Push inbox",
    command: process.execPath,
    args: [join(import.meta.dirname, "push-inbox/index.ts"), String(pushPort), String(webPort), directory],
    cwd: directory,
    env: processEnvironment(),
    logFile,
  });
  await untilReady(inbox, () => answersAt(`http://127.0.0.1:${webPort}/`), 30);
  return inbox;
}

/** What lets the worker and the web app trust the push inbox, beside what they trust anyway. */
export async function trustInPushInbox(directory: string, pushPort: number) {
  const { PUSH_ALLOWED_HOSTS, NODE_EXTRA_CA_CERTS } = processEnvironment();
  const authorities = [join(directory, "ca.pem"), ...(NODE_EXTRA_CA_CERTS ? [NODE_EXTRA_CA_CERTS] : [])];
  const file = join(directory, "authorities.pem");
  const texts = await Promise.all(authorities.map((authority) => readFile(authority, "utf8")));
  await writeFile(file, texts.join("\n"), { mode: 0o600 });
  const hosts = [`127.0.0.1:${pushPort}`, ...(PUSH_ALLOWED_HOSTS ? [PUSH_ALLOWED_HOSTS] : [])];
  return { PUSH_ALLOWED_HOSTS: hosts.join(","), NODE_EXTRA_CA_CERTS: file };
}
