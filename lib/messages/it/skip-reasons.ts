import type { Catalogue } from "../catalogue.ts";

export const skipReasons: Catalogue["skip_reasons"] = {
  customer_not_to_be_notified: "Chi ha salvato la modifica ha scelto di non avvisare il cliente.",
  account_inactive: "L’accesso di questa persona è disattivato.",
  no_login: "Questa persona non ha un accesso. Per darglielo, invitala.",
  no_profile: "L’accesso non ha un profilo. Si assegna nella gestione utenti.",
  no_default_email: "Questa persona non ha un’e-mail predefinita in anagrafica.",
  address_suppressed:
    "L’indirizzo è bloccato: un errore di consegna, una segnalazione, una disiscrizione o un blocco di un amministratore.",
  own_action_muted: "È stata questa persona a fare la modifica, e non vuole avvisi sulle proprie.",
  muted_by_preference: "Questa persona ha disattivato questo tipo di messaggi.",
  no_device: "Questa persona non ha dispositivi registrati per le notifiche push. L’avviso è nella sua campanella.",
  no_customer: "La regola avvisa il cliente, ma l’intervento non ne ha uno.",
  no_technician: "La regola avvisa i tecnici, ma all’intervento non è assegnato nessuno.",
  read_meanwhile: "Questa persona l’aveva letto nella campanella prima della fine delle ore di silenzio.",
  told_in_summary: "È nel riepilogo che questa persona ha ricevuto dopo le ore di silenzio.",
};
