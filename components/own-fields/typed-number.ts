/** From so many on, their number has to be typed: nobody deletes a registry by a slip of the finger. */
export const MANY = 20;

/** Whatever stands between the thousands. */
export function isTypedNumber(typed: string, number: number): boolean {
  return typed.replaceAll(/\D/g, "") === String(number);
}
