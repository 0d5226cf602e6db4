/** Parole nelle celle delle esportazioni. */
export const exportWords = {
  person: "Persona",
  company: "Azienda",
  customer: "Cliente",
  technician: "Tecnico",
  active: "Attivo",
  blocked: "Bloccato",
  scope_everything: "Nessun messaggio",
  scope_status_mail: "Nessun messaggio sugli interventi",
  scope_marketing: "Nessuna pubblicità",
};
