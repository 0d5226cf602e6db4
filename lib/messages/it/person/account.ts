export const account = {
  title: "Io",
  administrator: "Amministratore",
  technician: "Tecnico",

  reaching_title: "Che cosa ti arriva",
  mail_status: "E-mail quando cambia uno stato",
  mail_status_hint: "Se le regole dell’azienda lo prevedono. Gli avvisi nella campanella restano.",
  mute_own: "Non quello che faccio io",
  mute_own_hint: "Le tue modifiche non suonano per te. Le assegnazioni sì, sempre.",
  quiet: "Ore di silenzio",
  quiet_hint:
    "Le notifiche aspettano la fine, poi arriva un solo riepilogo. Una nuova assegnazione non aspetta mai, e la campanella sa tutto subito.",
  quiet_from: "Dalle",
  quiet_to: "Alle",
  quiet_zone: "Fuso orario",
  quiet_same: "Scegli due orari diversi.",

  language_title: "Lingua",
  as_company: "Come l’azienda · {language}",
  theme_title: "Aspetto",
  system: "Come il dispositivo",
  light: "Chiaro",
  dark: "Scuro",
  not_saved: "Non salvato: {reason}",

  administration_title: "Per gli amministratori",
  sign_out: "Esci",
  sign_out_hint: "Poi su questo dispositivo non arrivano più i tuoi avvisi.",
  sign_out_drafts: "Quello che hai scritto senza salvare va perso.",
  unsent_title: "Non tutto è stato inviato",
  unsent:
    "{count, plural, one {Una tua modifica non è ancora inviata.} other {# tue modifiche non sono ancora inviate.}}",
  unsent_stays:
    "{count, plural, one {Se esci, resta su questo dispositivo, leggibile solo da te, e parte quando accedi di nuovo da qui.} other {Se esci, restano su questo dispositivo, leggibili solo da te, e partono quando accedi di nuovo da qui.}}",
  send_now: "Invia ora",
  all_sent: "È tutto inviato.",
  still_unsent: "Non tutto è potuto partire ora.",
  sign_out_anyway: "Esci lo stesso",
} as const;
