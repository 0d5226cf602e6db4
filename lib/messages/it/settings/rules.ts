export const rules = {
  title: "Regole di notifica",
  intro:
    "Quando un intervento entra in uno stato, avvisiamo queste persone. Chi è in due colonne dello stesso canale riceve un messaggio solo.",
  status: "Stato",
  told_by_email: "{status}: {audience}, via e-mail",
  told_by_push: "{status}: {audience}, via push",
  never_by_push: "Ai clienti non arrivano push",
  never: "Nessun avviso",
  assignment: "Nuova assegnazione",
  assignment_hint: "Sempre attiva: chi riceve un intervento lo sa subito.",

  all_saved: "Tutto salvato.",
  unsaved: "{count, plural, one {# modifica da salvare} other {# modifiche da salvare}}",
  discard: "Scarta",
  discarded: "Tutto come prima.",
  saved: "Le regole sono salvate e valgono da adesso.",
  kept: "Queste modifiche sono di prima e non sono ancora salvate.",
  changed_meanwhile:
    "Nel frattempo qualcun altro ha cambiato le regole ({statuses}). Ora vedi le sue, con le tue modifiche sopra: ricontrolla e poi salva.",

  no_statuses_title: "Ancora nessuno stato",
  no_statuses_text: "Le regole dipendono dagli stati: prima aggiungine qualcuno.",

  warnings_title: "Qualcuno non si può raggiungere",
  warnings_text: "Con queste regole sono previste, ma non arriverà loro niente:",
  customers_without_default_email:
    "{count, plural, one {Un cliente con lavori aperti non ha} other {# clienti con lavori aperti non hanno}} un indirizzo e-mail predefinito.",
  technicians_without_login: "{count, plural, one {Un tecnico non ha} other {# tecnici non hanno}} un accesso.",
  technicians_without_profile:
    "{count, plural, one {L’accesso di un tecnico non ha} other {Gli accessi di # tecnici non hanno}} un profilo.",
  technicians_without_default_email:
    "{count, plural, one {Un tecnico non ha} other {# tecnici non hanno}} un indirizzo e-mail predefinito.",
  customers_with_suppressed_address:
    "{count, plural, one {Un cliente con lavori aperti ha} other {# clienti con lavori aperti hanno}} un indirizzo bloccato.",
  technicians_with_inactive_login:
    "{count, plural, one {L’accesso di un tecnico è disattivato} other {Gli accessi di # tecnici sono disattivati}}.",
  technicians_with_suppressed_address:
    "{count, plural, one {Un tecnico ha} other {# tecnici hanno}} un indirizzo bloccato.",
  administrators_with_suppressed_address:
    "{count, plural, one {Un amministratore ha} other {# amministratori hanno}} un indirizzo bloccato.",
  no_administrator:
    "Nessun accesso attivo ha il profilo degli amministratori: come amministratore non viene avvisato nessuno.",
  and_more: "{count, plural, one {un altro} other {altri #}}",

  trial: "Prova",
  trial_text:
    "Scegli un intervento e uno stato per vedere chi verrebbe avvisato e di che cosa, e chi no e perché, con le regole qui sopra, salvate o no. Nessuno viene avvisato e non cambia nulla.",
  trial_job: "Intervento",
  trial_status: "Passa allo stato",
  trial_choose: "Scegli …",
  trial_not_customer: "Con “Non avvisare il cliente”",
  trial_same: "È già in questo stato, quindi nessuno viene avvisato.",
  trial_nobody: "Nessuno viene avvisato.",
  trial_not_told: "Non viene avvisato: {reason}",
  trial_bell_only: "Lo legge solo nella campanella: nessun dispositivo riceve push.",
  trial_unreachable: "Chi raggiungono queste regole ora non si può dire: il server non è raggiungibile.",
} as const;
