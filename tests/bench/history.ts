import type pg from "pg";
import type { BenchDatabase } from "./cluster.ts";
import { type Employee, foundCompany, hire } from "./company.ts";

/** What is open at any time; everything else is history. */
const OPEN = 1_000;
const TECHNICIANS = 20;

export type History = { technician: Employee; administrator: Employee };

/**
 * A company with a past: interventions of which the newest thousand are open, shared by twenty technicians, and bell
 * rows of which the newest few of everybody are unread. Written past the triggers, which would take hours to tell of it.
 */
export async function writeHistory(database: BenchDatabase, jobs: number, bellRows: number): Promise<History> {
  const owner = await database.connect();
  const company = await foundCompany(owner, 0, { customers: Math.max(1_000, jobs / 50) });
  const technicians: Employee[] = [];
  for (let count = 0; count < TECHNICIANS; count++)
    technicians.push(await hire(owner, `Technician${count}`, "Technician-Default"));
  const administrator = await hire(owner, "Olga", "Admin-Default");
  const superuser = await database.connect("superuser");
  await superuser.query("set session_replication_role = replica");
  await writeJobs(superuser, jobs, company, technicians);
  await writeBells(superuser, bellRows, [administrator, ...technicians]);
  await superuser.query("vacuum (analyze)");
  await superuser.query("checkpoint");
  const [technician] = technicians;
  if (!technician) throw new Error("Nobody was hired");
  return { technician, administrator };
}

async function writeJobs(
  superuser: pg.Client,
  jobs: number,
  { closed, waiting }: { closed: number; waiting: number },
  technicians: readonly Employee[],
): Promise<void> {
  await superuser.query(
    `insert into public.interventions (title, customer_id, status_id, starts_at, duration_minutes)
     select 'Caldaia in blocco, codice ' || n, c.ids[1 + n % cardinality(c.ids)],
            case when n > $1::int - $2::int then $3::bigint else $4::bigint end, now() - ($1::int - n) * interval '10 minutes', 90
     from generate_series(1, $1::int) n
     cross join (select array_agg(id order by id) as ids from public.contacts where is_customer) c`,
    [jobs, OPEN, waiting, closed],
  );
  await superuser.query(
    `insert into public.intervention_technicians (intervention_id, contact_id, starts_at, is_open)
     select i.id, ($1::bigint[])[1 + i.id % cardinality($1::bigint[])], i.starts_at, i.status_id = $2
     from public.interventions i`,
    [technicians.map(({ contactId }) => contactId), waiting],
  );
}

/** Four people for each change, as a real one tells. */
async function writeBells(superuser: pg.Client, rows: number, people: readonly Employee[]): Promise<void> {
  await superuser.query(
    `insert into public.notifications (change_id, event_id, intervention_id, account_id, kind, audiences, created_at, read_at)
     select n / 4, n / 4, 1 + (n / 4) % (select count(*) from public.interventions),
            ($2::uuid[])[1 + n % cardinality($2::uuid[])], 'intervention.status_changed', '{admin}', now() - interval '100 days',
            case when n < $1::int - 400 then now() end
     from generate_series(0, $1::int - 1) n`,
    [rows, people.map(({ accountId }) => accountId)],
  );
  await superuser.query(
    `insert into public.intervention_snapshots (change_id, intervention_id, content)
     select c.id, 1 + c.id % (select count(*) from public.interventions), s.content
     from generate_series(0, ($1::int - 1) / 4) c (id)
     cross join (select jsonb_build_object('number', 1, 'title', 'Caldaia in blocco', 'priority', 'normal', 'status',
                   jsonb_build_object('id', 1, 'kind', 'done', 'names', '{"en": "Closed"}'::jsonb, 'color', '#3c7a57')) as content) s`,
    [rows],
  );
}
