/** `m…@example.it`: enough to recognise an address, not enough to copy it. */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf("@");
  const [first = ""] = address;
  return at < 1 ? "…" : `${first}…${address.slice(at)}`;
}
