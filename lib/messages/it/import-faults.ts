/** Perché un'informazione di un file non è stata presa: a schermo e nel file delle correzioni. */
export const importFaults = {
  not_an_email: "Non è un indirizzo e-mail completo.",
  not_a_phone_number: "Non è un numero di telefono completo.",
  phone_lost_zero: "Sembra mancare uno zero all’inizio: i fogli di calcolo lo tolgono.",
  spreadsheet_rounded:
    "Un foglio di calcolo ha accorciato questo numero e le cifre sono perse. Imposta la colonna come testo e reinseriscilo.",
  not_a_date: "Non è una data esistente.",
  not_a_number: "Non è un numero.",
  too_long: "È più lungo di quanto il campo permette.",
  not_a_language: "Nessuna lingua si chiama così.",
  not_a_country: "Nessun paese si chiama così.",
  not_a_kind: "Non è né una persona né un’azienda.",
  no_such_company: "Tra i contatti non c’è un’azienda con questo nome.",
  code_twice: "Un’altra riga del file ha questo codice.",
  code_taken: "Un altro contatto ha questo codice.",
  second_site: "Un’altra riga ha un’altra sede di questo contatto: un’importazione ne prende una.",
  too_many_groups: "Un contatto può entrare in tre gruppi alla volta.",
  group_is_smart: "Chi fa parte di questo gruppo dipende dal suo filtro.",
  several_contacts: "A questa riga corrispondono più contatti.",
  contact_twice: "Una riga precedente riguarda lo stesso contatto.",
  no_means_of_contact: "Non ha né un indirizzo e-mail né un numero di telefono utilizzabile.",
  not_storable: "Il registro non accetta questa riga così com’è.",
};
