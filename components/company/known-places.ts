type Option = { value: string; label: string };

/** Those that the browser knows, and the one that is chosen. */
export function timeZones(chosen: string): Option[] {
  const known = Intl.supportedValuesOf("timeZone");
  const all = known.includes(chosen) ? known : [chosen, ...known];
  return all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

/** ISO 3166-1, by their names. */
export function countries(locale: string): Option[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return named(codes.match(/../g) ?? [], (code) => names.of(code) ?? code, locale);
}

/** Languages that companies may want names in, by their names, without those that are chosen. */
export function languageOptions(locale: string, chosen: readonly string[]): Option[] {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const others = tags.split(" ").filter((tag) => !chosen.includes(tag));
  return named(others, (tag) => names.of(tag) ?? tag, locale);
}

function named(values: readonly string[], nameOf: (value: string) => string, locale: string): Option[] {
  const options = values.map((value) => ({ value, label: nameOf(value) }));
  return options.sort((one, other) => one.label.localeCompare(other.label, locale));
}

const tags =
  "ar bg bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy is it ja ka ko lb lt lv mk mt nb nl no pl pt ro ru sk sl sq sr sv th tr uk ur vi zh";

const codes =
  "ADAEAFAGAIALAMAOARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGTGUGWGYHKHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";
