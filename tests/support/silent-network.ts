import { connect, createServer, type Socket } from "node:net";
import { listen } from "#supabase/local/push-inbox/listen.ts";

export type Network = { port: number; fallSilent(): void; close(): Promise<void> };

/**
 * A way to a server on this machine. When it falls silent, the connections that are there stay open and nothing gets
 * through them any more, in neither direction, as when a router has forgotten them; new ones work.
 */
export async function silentNetwork(serverPort: number): Promise<Network> {
  const ways = new Set<[Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(serverPort, "127.0.0.1");
    const way: [Socket, Socket] = [near, far];
    ways.add(way);
    near.pipe(far).pipe(near);
    for (const [socket, other] of [way, way.toReversed() as [Socket, Socket]]) {
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        ways.delete(way);
        other.destroy();
      });
    }
  });
  return {
    port: await listen(server),
    fallSilent: () => {
      for (const [near, far] of ways) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    close: async () => {
      for (const sockets of ways) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
