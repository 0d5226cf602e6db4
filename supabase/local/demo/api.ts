import type { RunningAccount } from "../running.ts";

export type Json = Record<string, unknown>;

/** A signed-in person of the demo, who speaks to the HTTP API as the app does: with the session's cookies. */
export class DemoPerson {
  readonly name: string;
  readonly #appUrl: string;
  #cookie = "";

  private constructor(name: string, appUrl: string) {
    this.name = name;
    this.#appUrl = appUrl;
  }

  static async signIn(appUrl: string, { email, password, name }: RunningAccount): Promise<DemoPerson> {
    const person = new DemoPerson(name, appUrl);
    const response = await person.request("POST", "/api/session", { email, password });
    person.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
    return person;
  }

  async call<T = Json>(method: string, path: string, body?: Json): Promise<T> {
    return (await this.request(method, path, body)).json();
  }

  /** The events of this person's bell, from now until the signal. */
  async *bell(signal: AbortSignal): AsyncGenerator<Json> {
    const response = await this.request("GET", "/api/notifications/stream", undefined, signal);
    let text = "";
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        if (event.startsWith("event: notification")) yield JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? "{}");
      }
    }
  }

  async request(method: string, path: string, body?: Json, signal?: AbortSignal): Promise<Response> {
    const response = await fetch(new URL(path, this.#appUrl), {
      method,
      headers: { origin: this.#appUrl, cookie: this.#cookie, ...(body ? { "content-type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      signal,
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
}
