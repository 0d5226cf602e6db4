export const telling = {
  email: "E-mail",
  push: "Push",
  admin: "Amministratori",
  customer: "Cliente",
  technician: "Tecnici",
} as const;
