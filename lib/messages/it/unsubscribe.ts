import type { Catalogue } from "../catalogue.ts";

export const unsubscribe: Catalogue["unsubscribe"] = {
  confirm_title: "Interrompere queste e-mail?",
  confirm_text: "{organization} non scriverà più a questo indirizzo sullo stato degli interventi.",
  confirm_button: "Interrompi le e-mail",
  done_title: "Fatto: niente più e-mail",
  done_text: "{organization} non scriverà più a questo indirizzo sullo stato degli interventi.",
  undo_button: "È stato un errore: riattiva le e-mail",
  undone_title: "Le e-mail continuano",
  undone_text: "{organization} continuerà a scrivere a questo indirizzo sullo stato degli interventi.",
  unknown_title: "Questo link non è valido",
  unknown_text: "Forse non è stato copiato per intero. Riprova dall’e-mail, oppure scrivi a chi l’ha inviata.",
};
