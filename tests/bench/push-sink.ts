import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "#supabase/local/push-inbox/listen.ts";
import { selfSignedCertificate } from "#supabase/local/push-inbox/self-signed-certificate.ts";

export type PushSink = { origin: string; host: string; caFile: string; close(): Promise<void> };

/** A push service that takes everything, keeps nothing, and says when it has a whole message. */
export async function startPushSink(onPush: () => void = () => {}): Promise<PushSink> {
  const { key, cert } = selfSignedCertificate();
  const folder = mkdtempSync(join(tmpdir(), "campanella-bench-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, cert);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const server = createServer({ key, cert, keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume().once("end", () => {
      onPush();
      response.writeHead(201).end();
    });
  });
  const host = `127.0.0.1:${await listen(server)}`;
  return {
    origin: `https://${host}`,
    host,
    caFile,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
