export const session = {
  sign_in_title: "Accedi",
  email: "Indirizzo e-mail",
  password: "Password",
  sign_in: "Accedi",
  forgot_password: "Password dimenticata?",
  ended: "La sessione è terminata. Accedi e torni dov’eri.",
  signed_out: "Sei uscito.",
  email_missing: "Inserisci il tuo indirizzo e-mail.",
  password_missing: "Inserisci la password.",
  show_password: "Mostra la password",
  hide_password: "Nascondi la password",
} as const;
