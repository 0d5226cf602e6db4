import { type RawBuilder, sql } from "kysely";
import type { ContactFilter, contactStates } from "../domain/contacts/filter.ts";
import { likePattern } from "./like-pattern.ts";

type State = (typeof contactStates)[number];

/** The one place where a filter becomes SQL, about a contact `c`. Anonymised contacts fit nothing. */
export function fits(filter: ContactFilter): RawBuilder<unknown> {
  return sql.join([sql`c.anonymised_at is null`, ...conditions(filter)], sql` and `);
}

function conditions(filter: ContactFilter): RawBuilder<unknown>[] {
  const { q, state, kind, roles, login, channels, company_id, language, city, country } = filter;
  const { group_ids, not_group_ids, category_ids, created_from, created_to, own_fields } = filter;
  return [
    q && sql`c.id in (select private.contacts_found(${q}))`,
    state && stateConditions[state],
    kind && sql`c.kind = ${kind}`,
    roles &&
      sql`(${sql.join(
        roles.map((role) => sql`c.${sql.ref(`is_${role}`)}`),
        sql` or `,
      )})`,
    login && loginConditions[login],
    ...(channels ?? []).map(
      (channel) => sql`exists (select from contact_points p where p.contact_id = c.id and p.channel = ${channel})`,
    ),
    group_ids &&
      sql`exists (select from contact_group_members m where m.contact_id = c.id and m.group_id = any (${group_ids}))`,
    not_group_ids &&
      sql`not exists (select from contact_group_members m where m.contact_id = c.id and m.group_id = any (${not_group_ids}))`,
    category_ids &&
      sql`exists (select from contact_group_members m join contact_groups g on g.id = m.group_id
                  where m.contact_id = c.id and g.category_id = any (${category_ids}))`,
    company_id && sql`c.company_id = ${company_id}`,
    language && sql`c.language = ${language}`,
    city && hasSite(sql`s.city ilike ${likePattern(city)}`),
    country && hasSite(sql`s.country = ${country}`),
    created_from && sql`c.created_at >= ${startOf(created_from, 0)}`,
    created_to && sql`c.created_at < ${startOf(created_to, 1)}`,
    ...(own_fields ?? []).map(ownField),
  ].filter((condition) => condition !== undefined && condition !== "" && condition !== 0);
}

const mayBeUsed = sql`not exists (select from suppressions b
  where b.address_id = p.address_id and b.lifted_at is null and b.scope = 'everything')`;
const hasPoint = sql`exists (select from contact_points p where p.contact_id = c.id)`;
const isActive = sql`exists (select from contact_points p where p.contact_id = c.id and ${mayBeUsed})`;

export const stateConditions: Record<State, RawBuilder<unknown>> = {
  active: isActive,
  blocked: sql`${hasPoint} and not ${isActive}`,
  unreachable: sql`not ${hasPoint}`,
};

const account = (condition: RawBuilder<unknown>) =>
  sql`exists (select from accounts a left join access_profiles f on f.id = a.profile_id where a.contact_id = c.id and ${condition})`;

const loginConditions: Record<NonNullable<ContactFilter["login"]>, RawBuilder<unknown>> = {
  any: account(sql`true`),
  administrator: account(sql`a.is_active and f.level = 'administrator'`),
  none: sql`not ${account(sql`true`)}`,
};

function hasSite(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select from sites s where s.contact_id = c.id and s.archived_at is null and ${condition})`;
}

/** When a day begins where the company is; `days` later. */
function startOf(day: string, days: number): RawBuilder<unknown> {
  return sql`(select (${day}::date + ${days}::integer)::timestamp at time zone o.time_zone from organization o)`;
}

type FieldCondition = NonNullable<ContactFilter["own_fields"]>[number];

/** Numbers are compared as numbers, dates ("2026-11-26") and texts as texts. */
function ownField({ key, test, value }: FieldCondition): RawBuilder<unknown> {
  const json = sql`c.own_fields -> ${key}`;
  const text = sql`c.own_fields ->> ${key}`;
  switch (test) {
    case "filled":
      return sql`c.own_fields ? ${key}`;
    case "empty":
      return sql`not c.own_fields ? ${key}`;
    case "contains":
      return sql`${text} ilike ${likePattern(String(value ?? ""))}`;
    case "is":
      return typeof value === "number"
        ? sql`${json} = to_jsonb(${value}::numeric)`
        : sql`lower(${text}) = lower(${value ?? ""})`;
    case "at_least":
      return compared(sql`>=`, value);
    case "at_most":
      return compared(sql`<=`, value);
  }

  function compared(operator: RawBuilder<unknown>, bound: FieldCondition["value"]): RawBuilder<unknown> {
    return typeof bound === "number"
      ? sql`case when jsonb_typeof(${json}) = 'number' then (${text})::numeric ${operator} ${bound} end`
      : sql`jsonb_typeof(${json}) = 'string' and ${text} ${operator} ${bound ?? ""}`;
  }
}
