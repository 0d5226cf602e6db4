import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { listen } from "#supabase/local/push-inbox/listen.ts";

export type MailSink = { url: string; close(): Promise<void> };

/** A mail server that takes everything, keeps nothing, and says when it has a whole message. */
export async function startMailSink(onMail: () => void = () => {}): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, _session, callback) {
      stream.on("end", () => {
        onMail();
        callback();
      });
      stream.resume();
    },
  });
  server.on("error", () => {}); // senders go away when they are stopped
  const port = await listen(server.server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    async close() {
      const closed = once(server.server, "close");
      server.close();
      for (const connection of server.connections) connection.close();
      await closed;
    },
  };
}
