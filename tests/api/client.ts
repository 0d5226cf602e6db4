import { expect } from "vitest";
import { z } from "zod";
import { type Problem, problem } from "#lib/domain/problem.ts";
import { operations } from "#lib/server/operations/index.ts";
import type { Operation } from "#lib/server/operations/operation.ts";

const strictProblem = z.strictObject(problem.shape);

// biome-ignore lint/suspicious/noExplicitAny: answers are checked against the contract's schemas, and read loosely.
export type Answer = { status: number; headers: Headers; body: any };
export type RequestOptions = { headers?: Record<string, string>; raw?: BodyInit };

/**
 * Somebody who calls the API: with the cookies of a session, a bearer token, or nothing. Every answer is checked against
 * the contract: what succeeds has exactly the fields that openapi.json names, what fails is a problem document.
 */
export class Client {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  bearer: string | null = null;

  constructor(url: string) {
    this.url = url;
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<this> {
    const answer = await this.post("/api/session", { email, password });
    expect(answer.body, "signed in").toMatchObject({ account: { email } });
    return this;
  }

  get(path: string, options?: RequestOptions) {
    return this.call("GET", path, undefined, options);
  }
  post(path: string, body?: unknown, options?: RequestOptions) {
    return this.call("POST", path, body, options);
  }
  put(path: string, body?: unknown, options?: RequestOptions) {
    return this.call("PUT", path, body, options);
  }
  patch(path: string, body?: unknown, options?: RequestOptions) {
    return this.call("PATCH", path, body, options);
  }
  delete(path: string, options?: RequestOptions) {
    return this.call("DELETE", path, undefined, options);
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, raw }: RequestOptions = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(method === "GET" ? {} : { origin: this.url }),
        ...(body === undefined && raw === undefined ? {} : { "content-type": "application/json" }),
        ...(this.bearer ? { authorization: `Bearer ${this.bearer}` } : {}),
        ...this.#cookieHeader(),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    this.#remember(response);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    checkContract(method, path, answer);
    return answer;
  }

  /** A file to be saved, byte by byte. */
  async download(path: string): Promise<Buffer> {
    const { bytes, headers } = await this.file(path);
    expect(headers.get("cache-control"), path).toBe("no-store");
    expect(headers.get("content-disposition"), path).toMatch(/^attachment; filename="/);
    return bytes;
  }

  /** A file as it is, with what is said of it. */
  async file(path: string): Promise<{ bytes: Buffer; headers: Headers }> {
    const response = await this.open(path);
    expect(response.status, path).toBe(200);
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  }

  /** Whatever is answered, as it is. */
  open(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { headers: { ...this.#cookieHeader(), ...headers } });
  }

  #cookieHeader(): Record<string, string> {
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }

  #remember(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

function checkContract(method: string, path: string, answer: Answer): void {
  const known = operations.filter((one) => one.method === method && matches(one, path));
  // A path that is written out comes before one with a parameter, as in the router.
  const operation = known.find((one) => !one.path.includes("{")) ?? known[0];
  if (!operation) return;
  const where = `${method} ${path} → ${answer.status}`;
  expect(answer.headers.get("cache-control"), where).toBe("no-store");
  expect(answer.headers.get("x-content-type-options"), where).toBe("nosniff");
  if (answer.status >= 400) checkProblem(answer, where);
  else if (operation.status !== 204 && !(operation.answer instanceof z.ZodUndefined)) {
    const parsed = operation.answer.safeParse(answer.body);
    expect(parsed.error?.issues ?? [], where).toEqual([]);
    expect(answer.body, `${where} has no other fields than the contract`).toEqual(parsed.data);
  }
}

/** The unsubscribe page says "not found" to people, and readiness has its own words for 503. */
function checkProblem(answer: Answer, where: string): void {
  if (answer.headers.get("content-type")?.startsWith("text/html") || answer.status === 503) return;
  expect(answer.headers.get("content-type"), where).toBe("application/problem+json");
  const found: Problem = strictProblem.parse(answer.body);
  expect(found.status, where).toBe(answer.status);
  expect(found.request_id, where).toBe(answer.headers.get("x-request-id"));
}

function matches({ path }: Operation, called: string): boolean {
  const pattern = path.replaceAll(/[.\\]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${pattern}$`).test(called.split("?")[0] ?? "");
}

/** How a contact is reached where a test does not care: without any means there is none [CT-45]. */
export const byPhone = [{ channel: "phone", value: "+39 035 123456" }];
