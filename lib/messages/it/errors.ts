import type { Catalogue } from "../catalogue.ts";

export const errors: Catalogue["errors"] = {
  invalid_input: "Qualcosa nei dati inviati non è corretto.",
  invalid_credentials: "Indirizzo e-mail o password errati.",
  not_signed_in: "Serve l’accesso: entra con il tuo account.",
  forbidden: "Il tuo profilo non lo consente.",
  not_found: "Non esiste, oppure non è visibile per te.",
  version_conflict: "Nel frattempo qualcuno ha modificato questi dati.",
  already_exists: "Esiste già.",
  too_large: "È troppo grande.",
  rate_limited: "Troppi tentativi. Aspetta un momento.",
  idempotency_mismatch: "Questa richiesta è già stata inviata con un altro contenuto.",
  endpoint_not_allowed: "Questo servizio push non è ammesso.",
  internal: "Qualcosa è andato storto da parte nostra.",
};
