export const settings = {
  people_text: "Clienti, tecnici e accessi, e che cosa ricevono.",
  rules_text: "Chi viene avvisato di quale stato, via e-mail e via push.",
  statuses_text: "Le fasi che il vostro lavoro attraversa.",
  types_text: "I generi di lavoro che fate.",
} as const;
