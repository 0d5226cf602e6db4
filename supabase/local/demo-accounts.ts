/** An account to make once the seed is there: for the contact that has this address. */
export type DemoAccount = { email: string; password: string; profile: "Admin-Default" | "Technician-Default" };

/** The people of supabase/seed.sql who sign in. The password is public: these accounts exist on trial data only. */
export const demoAccounts: DemoAccount[] = [
  ...["giulia.ferri", "paolo.conti"].map((name) => demoAccount(name, "Admin-Default")),
  ...["marco.bellini", "sara.colombo", "davide.moretti", "elena.rizzo", "andrei.popescu"].map((name) =>
    demoAccount(name, "Technician-Default"),
  ),
];

function demoAccount(name: string, profile: DemoAccount["profile"]): DemoAccount {
  return { email: `${name}@termoclima-aurora.example`, password: "campanella-prova", profile };
}
