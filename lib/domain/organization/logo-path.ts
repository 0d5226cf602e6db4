/** Where the bytes of a logo are: another logo is at another address, so each may be kept for ever. */
export function logoPath(hash: string): string {
  return `/api/organization/logo/${hash}`;
}
