import { z } from "zod";
import packageFile from "../../package.json" with { type: "json" };
import { problem } from "../domain/problem.ts";
import { webEnv } from "../env.ts";
import { operations } from "./operations/index.ts";
import { type Operation, takesBody, takesParams, takesQuery } from "./operations/operation.ts";
import { cookieName } from "./session-cookie.ts";

type Json = Record<string, unknown>;

let description: Json | undefined;

/** OpenAPI 3.1, made of the very schemas that the routes parse with. */
export function openApi(): Json {
  description ??= describe(operations);
  return description;
}

function describe(all: Operation[]): Json {
  const paths: Record<string, Json> = {};
  for (const operation of all) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = describeOperation(operation);
    paths[operation.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Campanella",
      version: packageFile.version,
      description: "Fields and query parameters that are not described here are refused.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: webEnv().APP_URL }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, "output") },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: cookieName(), description: "Set by POST /api/session" },
        bearer: { type: "http", scheme: "bearer", description: "An access token of Supabase Auth" },
        apiKey: { type: "http", scheme: "bearer", description: "A key of the settings, for what its scopes name" },
      },
    },
  };
}

function describeOperation(operation: Operation): Json {
  const { method, tag, summary, access, area, status } = operation;
  const scope = area && `${area}:${method === "GET" ? "read" : "write"}`;
  return {
    tags: [tag],
    summary: access === "administrator" ? `${summary} (administrators)` : summary,
    security: access === "anyone" ? [] : [{ session: [] }, { bearer: [] }, ...(scope ? [{ apiKey: [scope] }] : [])],
    parameters: [
      ...(takesParams(operation) ? parameters(operation.params, "path") : []),
      ...(takesQuery(operation) ? parameters(operation.query, "query") : []),
      ...(method === "GET" || access === "anyone" ? [] : [idempotencyKey]),
    ],
    ...(takesBody(operation) ? { requestBody: { required: true, content: json(operation.body, "input") } } : {}),
    ...(operation.upload ? { requestBody: { required: true, content: file("application/octet-stream") } } : {}),
    responses: {
      [status]: { description: summary, ...answerContent(operation) },
      default: { description: "Refused", content: { "application/problem+json": { schema: problemReference } } },
    },
  };
}

const problemReference = { $ref: "#/components/schemas/Problem" };

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  description: "The same request under the same key gets the first answer, for 30 days",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

function answerContent({ answer, download }: Operation): Json {
  if (download) return { content: file(download) };
  return answer instanceof z.ZodUndefined ? {} : { content: json(answer, "output") };
}

function file(type: string): Json {
  return { [type]: { schema: { type: "string", format: "binary" } } };
}

function json(schema: z.ZodType, side: "input" | "output"): Json {
  return { "application/json": { schema: schemaOf(schema, side) } };
}

function parameters(schema: z.ZodType, place: "path" | "query"): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, side: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: side });
  return rest;
}
