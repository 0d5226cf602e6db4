/** An account to make once the seed is there: for the contact that has this address. */
export type DemoAccount = { email: string; password: string; profile: string };

export const demoAccounts: DemoAccount[] = [];
