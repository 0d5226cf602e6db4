/** What was typed as the address on one of these screens stands on the next one, too. Never kept, never in a link. */
let typed = "";

export function typedEmail(): string {
  return typed;
}

export function rememberTypedEmail(email: string): void {
  typed = email.trim();
}
