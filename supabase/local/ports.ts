import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { acquireLock, LockedError, releaseLock } from "./lock.ts";

const NEXT_PORTS = 20;

/**
 * Finds ports that are free and stay ours: between the moment in which a port is found free and the one in which a
 * server listens on it, a second instance could find it free too, so each is reserved by a lock file.
 */
export class Ports {
  #reserved: string[] = [];

  /** The preferred port, or one of the next when that is taken, or one that the system gives. */
  async take(preferred: number): Promise<number> {
    const highest = preferred === 0 ? 0 : Math.min(preferred + NEXT_PORTS, 65_535);
    for (let wanted = preferred; ; wanted = wanted === 0 || wanted >= highest ? 0 : wanted + 1) {
      const port = await tryPort(wanted);
      if (port !== null && (await this.#reserve(port))) return port;
    }
  }

  async release(): Promise<void> {
    await Promise.all(this.#reserved.map(releaseLock));
    this.#reserved = [];
  }

  async #reserve(port: number): Promise<boolean> {
    const folder = join(tmpdir(), `campanella-ports-${userInfo().uid}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, String(port));
    try {
      await acquireLock(file);
      this.#reserved.push(file);
      return true;
    } catch (error) {
      if (error instanceof LockedError) return false;
      throw error;
    }
  }
}

/** A free port without a reservation, for tests. */
export async function freePort(): Promise<number> {
  return (await tryPort(0)) ?? (await freePort());
}

/** The port (0: any) when nobody listens on it, on either kind of loopback: "localhost" may mean both. */
async function tryPort(wanted: number): Promise<number | null> {
  const port = await listenOn("127.0.0.1", wanted);
  if (port === null) return null;
  return (await listenOn("::1", port)) === null ? null : port;
}

function listenOn(host: string, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      // A machine without IPv6 cannot have anybody listening there.
      else if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(port);
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : null));
    });
  });
}
