/**
 * Whether an address can stand in an SMTP envelope as it is: one `@`, nothing that quotes, comments, separates, breaks a
 * line or hides. Stricter than RFC 5321 (no quoted local parts), which no real address misses.
 */
export function isMailAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s\p{C}<>()[\]\\,;:"@]{1,64}@[^\s\p{C}<>()[\]\\,;:"@]+$/u.test(address);
}
