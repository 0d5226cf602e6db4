import { gathering } from "./field/gathering.ts";
import { waiting } from "./field/waiting.ts";

/** What is said where work is done, with or without a network. */
export const fieldTexts = { gathering, waiting } as const;
