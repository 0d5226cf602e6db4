import { randomUUID } from "node:crypto";
import { z } from "zod";
import { myAccount } from "../db/accounts.ts";
import { asCaller, type CallerTransaction, happenedAt, readAsCaller } from "../db/caller.ts";
import { instant } from "../domain/fields.ts";
import type { Account } from "../domain/session/session.ts";
import { checkScope } from "./api-keys.ts";
import type { Listener } from "./bell.ts";
import { parseJson, readBody } from "./body.ts";
import { acceptedLanguage } from "./caller-language.ts";
import { webDatabase } from "./database.ts";
import { type Exchange, finish } from "./finish.ts";
import { type Answered, once } from "./idempotency.ts";
import { noAccount, notSignedIn } from "./not-signed-in.ts";
import { type Operation, takesBody, takesParams, takesQuery } from "./operations/operation.ts";
import { checkOrigin } from "./origin-check.ts";
import { problemOf } from "./problem.ts";
import { Refusal } from "./refusal.ts";
import { callerOf } from "./session.ts";
import { validate } from "./validation.ts";

const mostBytes = 2 * 1024 * 1024;
const mostBytesOfAnyone = 16 * 1024;

const noQuery = z.strictObject({});

type Segments = { params: Promise<Record<string, string | string[] | undefined>> };
export type Handler = (request: Request, segments: Segments) => Promise<Response>;

type Parsed<O extends Operation> = {
  params: z.output<O["params"]>;
  query: z.output<O["query"]>;
  body: z.output<O["body"]>;
};

/** What a route of a signed-in person works with. Everything happens as that person, in one transaction; what only reads needs none. */
export type Call<O extends Operation = Operation> = Parsed<O> & {
  transaction: CallerTransaction;
  account: Account;
  /** Made with an access token instead of the session's cookies. */
  isBearer: boolean;
  request: Request;
  /** The body of an upload. */
  bytes: Buffer;
  /** Reads as the same person after the answer has begun: long files are made while they are sent. */
  readOn: <Result>(run: (reading: CallerTransaction) => Promise<Result>) => Promise<Result>;
  /**
   * What is done once all of it is committed and its connection given back to others, because it waits for something
   * slow. A response that it gives is the answer.
   */
  afterwards: (run: () => Promise<Response | undefined>) => undefined;
};

/** What is known before the transaction begins. */
export type Asking<O extends Operation = Operation> = Pick<Call<O>, "params" | "query" | "bytes" | "readOn">;

/** Does something slow before the transaction, holding no connection: `run` is the transaction, with what came of it. */
export type Around<O extends Operation, Given> = (
  asking: Asking<O>,
  run: (given: Given) => Promise<Answered>,
) => Promise<Answered>;

/** What a route that anybody may call works with; it opens its own transactions. */
export type OpenCall<O extends Operation = Operation> = Parsed<O> & { request: Request; cookies: string[] };

type Answer<O extends Operation> = Promise<z.input<O["answer"]>>;

/** A route for signed-in people: everything happens as the caller, and the account's state is read first. */
export function route<O extends Operation, Given = undefined>(
  operation: O,
  handle: (call: Call<O>, given: Given) => Answer<O> | Promise<Response>,
  around?: Around<O, Given>,
): Handler {
  return (request, segments) =>
    answer(request, operation, async (exchange) => {
      checkOrigin(request);
      const caller = await callerOf(request);
      exchange.cookies = caller.cookies;
      if (caller.person === null) throw await notSignedIn(request, exchange);
      if (caller.scopes !== null) checkScope(operation, caller.scopes);
      const most = operation.upload ?? (takesBody(operation) ? mostBytes : null);
      const bytes = most === null ? Buffer.alloc(0) : await readBody(request, most);
      const person = { role: "authenticated" as const, ...caller.person };
      const asPerson = operation.method === "GET" && !operation.triesOut ? readAsCaller : asCaller;
      const readOn: Call["readOn"] = (run) => readAsCaller(webDatabase(), person, run);
      const admitted = (asking: CallerTransaction) => admit(asking, request, operation, exchange);
      const inTransaction = async (given: Given): Promise<Answered> => {
        const after: { run?: () => Promise<Response | undefined> } = {};
        const answered = await asPerson(webDatabase(), person, async (transaction) => {
          // A deadlock's victim is tried again, from the beginning.
          after.run = undefined;
          const account = await admitted(transaction);
          await sayWhen(transaction, request);
          return once(transaction, request, bytes, async () => {
            const parsed = await parse(operation, request, segments, bytes);
            const afterwards: Call["afterwards"] = (run) => {
              after.run = run;
            };
            const { isBearer } = caller;
            const call = { ...parsed, transaction, account, isBearer, request, bytes, readOn, afterwards };
            return { status: operation.status, answer: await handle(call, given) };
          });
        });
        const response = await after.run?.();
        return response ? { ...answered, answer: response } : answered;
      };
      if (!around) return inTransaction(undefined as Given);
      await readOn(admitted);
      const parsed = await parse(operation, request, segments, bytes);
      return around({ ...parsed, bytes, readOn }, inTransaction);
    });
}

/** @throws Refusal unless whoever asks has an active account, is the person that was meant, and may call this */
async function admit(
  asking: CallerTransaction,
  request: Request,
  operation: Operation,
  exchange: Exchange,
): Promise<Account> {
  const account = await myAccount(asking);
  if (!account) throw await noAccount(asking, exchange);
  exchange.actor = account.id;
  exchange.language = account.language;
  checkPerson(request, account);
  if (operation.access === "administrator" && !account.is_admin)
    throw new Refusal("forbidden", { reason: "administrators_only" });
  return account;
}

/** A phone that was without a network says when it was. */
async function sayWhen(transaction: CallerTransaction, request: Request): Promise<void> {
  const said = request.headers.get("occurred-at");
  if (said === null || request.method === "GET") return;
  const at = instant.safeParse(said);
  if (!at.success) throw new Refusal("invalid_input", { reason: "not_a_time" });
  await happenedAt(transaction, at.data);
}

/** The browser has one session for all its windows: what a window asks for as one person is not done as another. */
function checkPerson(request: Request, account: Account): void {
  const meant = request.headers.get("x-account-id");
  if (meant !== null && meant !== account.id) throw new Refusal("forbidden", { reason: "somebody_else_signed_in" });
}

/** A route for anybody: signing in, invitations, password resets, what only says that the service is there. */
export function openRoute<O extends Operation>(
  operation: O,
  handle: (call: OpenCall<O>) => Answer<O> | Promise<Response>,
): Handler {
  return (request, segments) =>
    answer(request, operation, async (exchange) => {
      checkOrigin(request);
      const bytes = takesBody(operation) ? await readBody(request, mostBytesOfAnyone) : Buffer.alloc(0);
      const parsed = await parse(operation, request, segments, bytes);
      const result = await handle({ ...parsed, request, cookies: exchange.cookies });
      return result instanceof Response ? result : { status: operation.status, answer: result };
    });
}

/** A public page, which is opened by a link from anywhere: its own token is its authority, so no Origin is asked for. */
export function pageRoute(
  operation: Operation,
  handle: (request: Request, segments: Record<string, string | string[] | undefined>) => Promise<Response>,
): Handler {
  return (request, segments) => answer(request, operation, async () => handle(request, await segments.params));
}

/** A route whose answer goes on for as long as the signed-in person listens; it holds no transaction meanwhile. */
export function streamRoute(
  operation: Operation,
  open: (listener: Listener, request: Request) => Promise<ReadableStream<Uint8Array>>,
): Handler {
  return (request) =>
    answer(request, operation, async (exchange) => {
      const caller = await callerOf(request);
      exchange.cookies = caller.cookies;
      if (caller.person === null) throw await notSignedIn(request, exchange);
      if (caller.scopes !== null) checkScope(operation, caller.scopes);
      const account = await readAsCaller(webDatabase(), { role: "authenticated", ...caller.person }, myAccount);
      if (!account) throw await notSignedIn(request, exchange);
      exchange.actor = account.id;
      // Proxies that collect an answer before they pass it on would hold every event back.
      const headers = { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" };
      const listener = { accountId: account.id, sessionId: caller.person.session_id };
      return new Response(await open(listener, request), { headers });
    });
}

/** The one place where results and errors become HTTP, with a line in the log. */
async function answer(
  request: Request,
  operation: Operation,
  run: (exchange: Exchange) => Promise<Answered | Response>,
): Promise<Response> {
  const exchange: Exchange = {
    requestId: randomUUID(),
    language: acceptedLanguage(request),
    actor: null,
    cookies: [],
    startedAt: performance.now(),
  };
  const response = await run(exchange).then(success, (error: unknown) =>
    problemOf(error, { ...exchange, fields: operation.fields }),
  );
  // The pattern, not the path: tokens are part of some.
  return finish(response, exchange, { method: request.method, path: operation.path });
}

function success(result: Answered | Response): Response {
  if (result instanceof Response) return result;
  const { status, answer } = result;
  if (answer instanceof Response) return answer;
  if (status === 204) return new Response(null, { status });
  return Response.json(answer ?? {}, { status });
}

async function parse<O extends Operation>(
  operation: O,
  request: Request,
  segments: Segments,
  bytes: Buffer,
): Promise<Parsed<O>> {
  const params = operation.params.safeParse(takesParams(operation) ? await segments.params : undefined);
  // What a path cannot name does not exist.
  if (!params.success) throw new Refusal("not_found");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const body = takesBody(operation) ? parseJson(bytes, request.headers.get("content-type")) : undefined;
  return {
    params: params.data as Parsed<O>["params"],
    query: validate(takesQuery(operation) ? operation.query : noQuery, query) as Parsed<O>["query"],
    body: validate(operation.body, body) as Parsed<O>["body"],
  };
}
