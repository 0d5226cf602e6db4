export const settings = {
  profiles_text: "Che cosa può fare chi accede.",
  api_keys_text: "Far usare contatti e interventi ad altri sistemi.",
  rules_text: "Chi viene avvisato di quale stato, via e-mail e via push.",
  statuses_text: "Le fasi che il vostro lavoro attraversa.",
  types_text: "I generi di lavoro che fate.",
  deliveries_text: "Ogni messaggio e che ne è stato; chi non è stato avvisato, e perché.",
  wording_text: "Che cosa dicono i messaggi, a chi e in quale lingua.",
  company_text: "Nome, logo, colore, mittente, lingue.",
} as const;
