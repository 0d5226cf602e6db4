import { account } from "./person/account.ts";
import { session } from "./person/session.ts";

/** What is said at the door, and of one's own account. */
export const personTexts = { account, session } as const;
