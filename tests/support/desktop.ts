import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sessionBus } from "@homebridge/dbus-native";

declare module "@homebridge/dbus-native" {
  export function sessionBus(options: { busAddress: string }): MessageBus;
  interface MessageBus {
    requestName(name: string, flags: number, callback: (error: Error | null) => void): void;
    exportInterface(implementation: EventEmitter, path: string, description: object): void;
  }
  interface BusConnection {
    end(): void;
  }
}

/**
 * As the desktop shows it. `actions` are its buttons: key and label by turns; "default" is the notification itself.
 * `stays` until somebody acts on it.
 */
export type Shown = { id: number; title: string; body: string; actions: string[]; stays: boolean };

/** A desktop that shows notifications to nobody, and clicks them when told to: then the browser trusts the click. */
export type Desktop = {
  /** For the browser's environment: DBUS_SESSION_BUS_ADDRESS. */
  address: string;
  /** What is on the screen now, oldest first. */
  shown(): Shown[];
  click(id: number, action?: string): void;
  /** A browser that ends leaves on the screen what stays there until somebody acts on it. */
  clear(): void;
  close(): Promise<void>;
};

const name = "org.freedesktop.Notifications";
const path = "/org/freedesktop/Notifications";
const daemon = "/usr/bin/dbus-daemon";
const closedByCall = 3;
/** Of a notification's time on the screen, in milliseconds. */
const never = 0;

/** The key of the button with that label. */
export function keyOf(label: string, { title, actions }: Shown): string {
  const place = actions.findIndex((action, index) => index % 2 === 1 && action === label);
  const key = actions[place - 1];
  if (key === undefined) throw new Error(`"${title}" has no button "${label}", but ${actions.join(", ")}`);
  return key;
}

/** What it needs; null where that is not installed. */
export function findBus(): string | null {
  return existsSync(daemon) ? daemon : null;
}

/** The Desktop Notifications Specification 1.2 of freedesktop.org, on a bus of its own. */
export async function startDesktop(): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), "campanella-desktop-"));
  const args = ["--session", "--nofork", "--print-address=1", `--address=unix:path=${join(folder, "bus")}`];
  const child = spawn(daemon, args, { stdio: ["ignore", "pipe", "ignore"] });
  const [address = ""] = (await once(createInterface(child.stdout), "line")) as string[];
  const bus = sessionBus({ busAddress: address.split(",")[0] ?? address });
  const screen = new Screen();
  bus.exportInterface(screen, path, description);
  await new Promise<void>((resolve, reject) =>
    bus.requestName(name, 0, (error) => (error ? reject(error) : resolve())),
  );
  return {
    address,
    shown: () => [...screen.shown.values()],
    click: (id, action = "default") => screen.emit("ActionInvoked", id, action),
    clear: () => screen.shown.clear(),
    async close() {
      bus.connection.end();
      child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const description = {
  name,
  methods: {
    GetCapabilities: ["", "as"],
    GetServerInformation: ["", "ssss"],
    Notify: ["susssasa{sv}i", "u"],
    CloseNotification: ["u", ""],
  },
  signals: { ActionInvoked: ["us"], NotificationClosed: ["uu"] },
};

/** Its methods are what a browser calls, so they have the names of the specification. */
class Screen extends EventEmitter {
  readonly shown = new Map<number, Shown>();
  #latest = 0;

  GetCapabilities(): string[] {
    return ["body", "actions", "persistence"];
  }

  GetServerInformation(): string[] {
    return ["campanella-tests", "campanella", "1", "1.2"];
  }

  Notify(
    _application: string,
    replaces: number,
    _icon: string,
    title: string,
    body: string,
    actions: string[],
    _hints: unknown,
    expiresAfter: number,
  ): number {
    const id = replaces || ++this.#latest;
    this.shown.set(id, { id, title, body, actions, stays: expiresAfter === never });
    return id;
  }

  CloseNotification(id: number): void {
    if (this.shown.delete(id)) this.emit("NotificationClosed", id, closedByCall);
  }
}
