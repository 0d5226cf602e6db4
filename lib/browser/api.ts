import type { Problem } from "../domain/problem.ts";

/** The server refused, and said why. */
export class Refused extends Error {
  override name = "Refused";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** No answer that could be understood: no network, a server that is down or too slow, or something else in its place. */
export class Unreachable extends Error {
  override name = "Unreachable";
}

type Request = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** Sent as it is, instead of a body of JSON. */
  file?: Blob;
  /** The same key for each try of the same change: it happens once. */
  idempotencyKey?: string;
  /** Asks who is signed in, so it may be anybody. */
  isAnybodys?: boolean;
  /** Concerns all of a large registry perhaps, and may take minutes. */
  isLong?: boolean;
};

const PATIENCE_MS = 15_000;
const LONG_PATIENCE_MS = 180_000;
let account: string | null = null;
let onSomebodyElse: () => void = () => {};
let onSessionEnded: (problem: Problem) => void = () => {};
let onAnswer: (response: Response) => void = () => {};

/** Whose answers are wanted from now on. Another window may sign in somebody else, and the browser has one session. */
export function askFor(accountId: string | null): void {
  account = accountId;
}

/** Called when the server does not know the session any more. */
export function whenSessionEnds(callback: (problem: Problem) => void): void {
  onSessionEnded = callback;
}

/** Called with each answer of ours, whatever it says. */
export function whenAnswerComes(callback: (response: Response) => void): void {
  onAnswer = callback;
}

/** Called when an answer was somebody else's. */
export function whenSomebodyElse(callback: () => void): void {
  onSomebodyElse = callback;
}

/**
 * Asks the API, as the person whose session the browser holds.
 *
 * @returns the answer's JSON; undefined when it is empty
 * @throws Refused, Unreachable
 */
export async function ask<Answer>(
  path: string,
  { method = "GET", body, file, idempotencyKey, isAnybodys = false, isLong = false }: Request = {},
): Promise<Answer> {
  const headers: Record<string, string> = { accept: "application/json" };
  // What the server says to somebody it does not know yet is in the language of the screen, not of the browser.
  if (document.documentElement.lang) headers["accept-language"] = document.documentElement.lang;
  if (file) headers["content-type"] = "application/octet-stream";
  else if (body !== undefined) headers["content-type"] = "application/json";
  if (idempotencyKey) headers["idempotency-key"] = idempotencyKey;
  if (account !== null && !isAnybodys) headers["x-account-id"] = account;
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
      signal: AbortSignal.timeout(file || isLong ? LONG_PATIENCE_MS : PATIENCE_MS),
    });
    // Every answer of ours carries it. What does not comes from something in between, such as a hotel's network.
    if (!response.headers.has("x-request-id")) throw new Unreachable(`${method} ${path}: not ours`);
    onAnswer(response);
    const answeredFor = response.headers.get("x-account-id");
    if (!isAnybodys && account !== null && answeredFor !== null && answeredFor !== account) {
      onSomebodyElse();
      throw new Unreachable(`${method} ${path}: somebody else's`);
    }
    const text = await response.text();
    const answer = text === "" ? undefined : JSON.parse(text);
    if (response.ok) return answer;
    if (isProblem(answer)) {
      if (answer.code === "not_signed_in" && account !== null && !isAnybodys) onSessionEnded(answer);
      throw new Refused(answer);
    }
    throw new Unreachable(`${method} ${path}: ${response.status}`);
  } catch (error) {
    if (error instanceof Refused || error instanceof Unreachable) throw error;
    throw new Unreachable(`${method} ${path}`, { cause: error });
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === "object" && answer !== null && "code" in answer && "title" in answer;
}
