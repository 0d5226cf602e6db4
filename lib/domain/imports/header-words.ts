import type { GivenField } from "./field.ts";

/**
 * How columns are called in the languages of our users: English, Italian, Latvian, Estonian, Hebrew. Compared folded
 * (`foldedHeader`), so case, accents and punctuation do not matter.
 */
export const headerWords: Record<GivenField, readonly string[]> = {
  name: [
    ...["name", "full name", "contact", "contact name", "customer", "customer name", "client", "client name"],
    ...["nome e cognome", "cognome e nome", "nome cognome", "cognome nome", "nominativo", "denominazione"],
    ...["ragione sociale", "cliente", "contatto", "intestatario"],
    ...["vards uzvards", "vards un uzvards", "nosaukums", "klients", "kontaktpersona", "pilns vards"],
    ...["nimi", "taisnimi", "ees ja perekonnanimi", "klient", "kliendi nimi", "kontaktisik"],
    ...["שם", "שם מלא", "לקוח", "שם הלקוח", "שם לקוח", "איש קשר"],
  ],
  first_name: ["first name", "nome di battesimo", "given name", "forename", "nome", "vards", "eesnimi", "שם פרטי"],
  last_name: ["last name", "surname", "family name", "cognome", "uzvards", "perekonnanimi", "perenimi", "שם משפחה"],
  kind: [
    "kind",
    "type",
    "contact type",
    "person or company",
    "persona o azienda",
    "tipo",
    "tipo contatto",
    "tipologia",
    "tips",
    "veids",
    "tuup",
    "liik",
    "סוג",
  ],
  company: [
    ...["company", "company name", "organization", "organisation", "employer", "business"],
    ...["azienda", "societa", "ditta", "impresa", "ente", "organizzazione"],
    ...["uznemums", "firma", "organizacija", "ettevote", "asutus", "organisatsioon", "חברה", "שם החברה", "ארגון"],
  ],
  code: [
    ...[
      "code",
      "customer code",
      "customer number",
      "customer no",
      "client id",
      "id",
      "number",
      "external id",
      "reference",
    ],
    ...["codice", "codice cliente", "cod", "cod cliente", "numero cliente", "n cliente", "riferimento"],
    ...["kods", "klienta kods", "klienta numurs", "kood", "kliendikood", "kliendi kood", "kliendi number"],
    ...["קוד", "קוד לקוח", "מספר לקוח", "מזהה"],
  ],
  email: [
    ...["email", "e mail", "mail", "email address", "e mail address", "posta elettronica", "indirizzo email"],
    ...["indirizzo e mail", "indirizzo mail", "pec", "epasts", "e pasts", "epasta adrese", "e pasta adrese"],
    ...["epost", "e post", "meil", "e posti aadress", "אימייל", "מייל", "דואל", "דוא ל", "דואר אלקטרוני", "כתובת מייל"],
  ],
  phone: [
    ...["phone", "phone number", "telephone", "tel", "mobile", "mobile phone", "cell", "cell phone", "cellphone"],
    ...["telefono", "cellulare", "cell", "numero di telefono", "numero telefono", "recapito", "telefono fisso"],
    ...[
      "talrunis",
      "telefons",
      "mobilais",
      "mobilais talrunis",
      "talruna numurs",
      "telefon",
      "mobiil",
      "mobiiltelefon",
    ],
    ...["telefoninumber", "טלפון", "נייד", "טלפון נייד", "מספר טלפון", "סלולרי", "פלאפון"],
  ],
  language: ["language", "lingua", "valoda", "keel", "שפה"],
  site_name: [
    ...["site", "site name", "location", "building", "sede", "nome sede", "impianto", "ubicazione"],
    ...["objekts", "vieta", "objekt", "asukoht", "אתר", "מבנה"],
  ],
  street: [
    ...[
      "street",
      "address",
      "street address",
      "address line 1",
      "via",
      "indirizzo",
      "indirizzo e numero",
      "via e numero",
    ],
    ...["iela", "adrese", "tanav", "aadress", "רחוב", "כתובת"],
  ],
  postal_code: [
    ...["postal code", "postcode", "zip", "zip code", "cap", "codice postale"],
    ...["pasta indekss", "indekss", "postiindeks", "sihtnumber", "מיקוד"],
  ],
  city: ["city", "town", "citta", "comune", "localita", "paese citta", "pilseta", "linn", "vald", "עיר", "יישוב"],
  country: ["country", "nazione", "paese", "stato", "valsts", "riik", "maa", "מדינה", "ארץ"],
  access_note: [
    ...["access", "access note", "how to get in", "directions", "accesso", "note di accesso", "come entrare"],
    ...["piekluve", "ligipaas", "גישה", "הוראות הגעה"],
  ],
  note: [
    ...["note", "notes", "comment", "comments", "remarks", "nota", "annotazioni", "commenti", "osservazioni"],
    ...["piezime", "piezimes", "komentars", "markus", "markused", "kommentaar", "הערה", "הערות"],
  ],
  group: [
    ...["group", "groups", "list", "tag", "tags", "segment", "gruppo", "gruppi", "lista", "etichetta"],
    ...["grupa", "grupas", "saraksts", "grupp", "grupid", "nimekiri", "קבוצה", "קבוצות", "תגית"],
  ],
};

/** "E-Pasts:" and "e pasts" are one word: lower case, without accents, points and punctuation. */
export function foldedHeader(header: string): string {
  return header
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u0591-\u05c7]/g, "")
    .replace(/["'״׳’`]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
