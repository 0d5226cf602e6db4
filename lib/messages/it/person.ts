import { account } from "./person/account.ts";
import { session } from "./person/session.ts";

export const personTexts = { account, session } as const;
