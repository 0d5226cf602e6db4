/** Signing in and what leads there. */
export const session = {
  sign_in_title: "Sign in",
  email: "E-mail address",
  password: "Password",
  sign_in: "Sign in",
  forgot_password: "Forgotten password?",
  ended: "Your session has ended. Sign in, and you are back where you were.",
  signed_out: "You are signed out.",
  email_missing: "Enter your e-mail address.",
  password_missing: "Enter your password.",
  show_password: "Show the password",
  hide_password: "Hide the password",
} as const;
