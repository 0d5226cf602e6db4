/** On it windows and the service worker are told that somebody else is signed in, or nobody. */
export const sessionChannel = "campanella-session";
