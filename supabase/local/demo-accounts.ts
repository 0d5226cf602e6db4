/** An account to make once the seed is there: for the contact that has this address. */
export type DemoAccount = { email: string; password: string; profile: string };

const password = "campanella-demo";

const administrators = ["giulia.ferri", "paolo.conti"];
const technicians = ["marco.bellini", "sara.colombo", "davide.moretti", "elena.rizzo", "andrei.popescu"];

/** The staff of supabase/seed.sql. */
export const demoAccounts: DemoAccount[] = [
  ...administrators.map((name) => account(name, "Admin-Default")),
  ...technicians.map((name) => account(name, "Technician-Default")),
];

function account(name: string, profile: string): DemoAccount {
  return { email: `${name}@termoclima-aurora.example`, password, profile };
}
