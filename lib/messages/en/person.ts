import { account } from "./person/account.ts";
import { keptHere } from "./person/kept-here.ts";
import { session } from "./person/session.ts";

/** What is said at the door, and of one's own account. */
export const personTexts = { account, kept_here: keptHere, session } as const;
