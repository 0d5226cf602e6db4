import { sql } from "kysely";
import { ADMIN_DEFAULT } from "../domain/accounts/profile.ts";
import type { ToldEventKind } from "../domain/events.ts";
import { type Audience, audiences } from "../domain/notifications/message.ts";
import type { Reachability, Way } from "../domain/people/reachability.ts";
import type { CallerTransaction } from "./caller.ts";
import { named } from "./names.ts";

type Standing = {
  is_technician: boolean;
  is_customer: boolean;
  profile_key: string | null;
  level: string | null;
  account_id: string | null;
  mutes_own_actions: boolean | null;
  muted_email_kinds: ToldEventKind[];
  quiet_from: string | null;
  quiet_to: string | null;
  time_zone: string | null;
};

type WayRow = Omit<Way, "statuses"> & {
  audience: Audience;
  statuses: { id: number; names: Record<string, string> }[];
};

/** Null when there is no such contact. */
export async function reachabilityOf(
  transaction: CallerTransaction,
  contactId: number,
  language: string,
): Promise<Reachability | null> {
  const standing = await standingOf(transaction, contactId);
  if (!standing) return null;
  const ways = await waysOf(transaction, contactId);
  const isIn: Record<Audience, boolean> = {
    admin: standing.profile_key === ADMIN_DEFAULT,
    technician: standing.is_technician,
    customer: standing.is_customer,
  };
  return {
    contact_id: contactId,
    audiences: audiences
      .filter((audience) => isIn[audience])
      .map((audience) => ({
        audience,
        ways: ways.filter((way) => way.audience === audience).map((way) => wayOf(way, language)),
      })),
    has_rights_only: standing.level === "administrator" && !isIn.admin,
    choices: choicesOf(standing),
  };
}

/** Whoever belongs to a company can be the contact person of its work, so is told as a customer is. */
async function standingOf(transaction: CallerTransaction, contactId: number): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select c.is_technician, c.is_customer or c.company_id is not null as is_customer, f.key as profile_key, f.level,
           p.account_id, p.mutes_own_actions, p.muted_email_kinds, p.quiet_from, p.quiet_to, p.time_zone
    from contacts c
    join private.people p on p.contact_id = c.id
    left join access_profiles f on f.id = p.profile_id
    where c.id = ${contactId} and c.anonymised_at is null
  `.execute(transaction);
  return rows[0];
}

/** Technicians hear of a cancelled job whatever the rules say. Archived statuses are entered no more. */
async function waysOf(transaction: CallerTransaction, contactId: number): Promise<WayRow[]> {
  const { rows } = await sql<WayRow>`
    select r.audience, r.channel, r.matter, x.value as address, d.devices,
           coalesce(r.reason::text, case when d.devices = 0 then 'no_device' end) as reason,
           coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'names', s.names) order by s.position, s.id)
                     from intervention_statuses s
                     where s.archived_at is null and r.matter = 'status'
                       and (exists (select from notification_rules n
                                    where n.status_id = s.id and n.audience = r.audience and n.channel = r.channel)
                            or (s.kind = 'cancelled' and r.audience = 'technician' and r.channel = 'push'))), '[]') as statuses
    from private.reachability r
    left join addresses x on x.id = r.address_id
    cross join lateral (select case when r.channel = 'push' and r.account_id is not null
                                    then private.device_count(r.account_id) end as devices) d
    where r.contact_id = ${contactId}
    order by r.matter, r.channel
  `.execute(transaction);
  return rows;
}

function wayOf({ audience: _, statuses, ...way }: WayRow, language: string): Way {
  return {
    ...way,
    statuses: statuses.map((status) => named(status, language)).map(({ id, name }) => ({ id, name })),
  };
}

function choicesOf({ account_id, mutes_own_actions, muted_email_kinds, quiet_from, quiet_to, time_zone }: Standing) {
  if (account_id === null) return null;
  const isQuiet = quiet_from !== null && quiet_to !== null && time_zone !== null;
  return {
    mute_own_actions: mutes_own_actions === true,
    muted_email_kinds,
    quiet_hours: isQuiet ? { from: quiet_from.slice(0, 5), to: quiet_to.slice(0, 5), time_zone } : null,
  };
}
