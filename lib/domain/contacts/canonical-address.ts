import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { singleLine } from "../text.ts";

const longestEmail = 254;

/** What the table `addresses` accepts: one @, no spaces, quotes, brackets or control characters on either side. */
const plausibleEmail = /^[^\s@<>()[\],;:"\\\p{Cc}]+@[^\s@<>()[\],;:"\\\p{Cc}.]+(\.[^\s@<>()[\],;:"\\\p{Cc}.]+)*$/u;

/** The form by which two spellings of an e-mail address are known to be one: NFC, lower case, nothing invisible. */
export function canonicalEmail(typed: string): string | null {
  const email = singleLine(typed.normalize("NFC")).toLowerCase();
  return email.length <= longestEmail && plausibleEmail.test(email) ? email : null;
}

/**
 * A phone number in E.164. Lengths are checked, ranges are not: new ones are given out faster than tables learn them.
 * @param country ISO 3166, where a number without a country code is at home.
 */
export function canonicalPhone(typed: string, country: string): string | null {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(singleLine(typed), home);
  return number?.isPossible() && /^\+[1-9]\d{5,14}$/.test(number.number) ? number.number : null;
}

/** The same, as far as today's tables of ranges know the number: it notices a digit that is missing. */
export function assignedPhone(typed: string, country: string): string | null {
  const number = parsePhoneNumberFromString(singleLine(typed), isSupportedCountry(country) ? country : undefined);
  return number?.isValid() && /^\+[1-9]\d{5,14}$/.test(number.number) ? number.number : null;
}
