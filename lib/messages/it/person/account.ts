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
} as const;
