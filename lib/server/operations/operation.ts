import { z } from "zod";
import type { ApiArea } from "../../domain/api-keys/api-key.ts";

export type Access =
  /** No sign-in needed. */
  | "anyone"
  /** Any active account with a profile. */
  | "account"
  | "administrator";

/** One method of one path of the contract: what it takes and answers. Routes and openapi.json are made of it. */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As in OpenAPI: `/api/statuses/{id}`. */
  path: string;
  tag: string;
  summary: string;
  access: Access;
  /** What an API key has to be for, to read or to change; without it keys are refused. */
  area?: ApiArea;
  status: 200 | 201 | 202 | 204;
  params: Params;
  query: Query;
  /** `z.undefined()` where a body is neither wanted nor read. */
  body: Body;
  /** `z.undefined()` where the answer is empty. */
  answer: Answer;
  /** What a column that the database blames is called here, where the names differ. */
  fields?: Record<string, string>;
  /** The body is a file as it is, not JSON, of so many bytes at the most. */
  upload?: number;
  /** The answer is a file of this type. */
  download?: string;
  /** A GET that changes something to see what comes of it, and takes it back: it needs a transaction. */
  triesOut?: boolean;
};

type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = Pick<
  Operation,
  | "method"
  | "path"
  | "tag"
  | "summary"
  | "access"
  | "area"
  | "fields"
  | "triesOut"
  | "upload"
  | "download"
  | "upload"
  | "download"
> & { status?: Operation["status"]; params?: P; query?: Q; body?: B; answer?: A };

const nothing = z.undefined();
type Nothing = typeof nothing;

export function operation<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  A extends z.ZodType = Nothing,
>(given: Given<P, Q, B, A>): Operation<P, Q, B, A> {
  return {
    status: given.answer || given.download ? 200 : 204,
    ...given,
    params: given.params ?? (nothing as unknown as P),
    query: given.query ?? (nothing as unknown as Q),
    body: given.body ?? (nothing as unknown as B),
    answer: given.answer ?? (nothing as unknown as A),
  };
}

export function takesBody(operation: Operation): boolean {
  return !(operation.body instanceof z.ZodUndefined);
}

export function takesQuery(operation: Operation): boolean {
  return !(operation.query instanceof z.ZodUndefined);
}

export function takesParams(operation: Operation): boolean {
  return !(operation.params instanceof z.ZodUndefined);
}
