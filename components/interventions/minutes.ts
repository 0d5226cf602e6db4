/** "90" or "1:30", checked before; null for nothing. */
export function minutesOf(typed: string): number | null {
  const [first = "", second] = typed.trim().split(":");
  if (first === "") return null;
  return second === undefined ? Number(first) : Number(first) * 60 + Number(second);
}
