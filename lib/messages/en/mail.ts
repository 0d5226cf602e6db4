/** What surrounds the wording in every mail. */
export const mail = {
  button_fallback: "If the button doesn’t work, copy this address into your browser:",
  unsubscribe: "Stop e-mails about the state of interventions",
} as const;
