/** Who is told, and by what. */
export const telling = {
  email: "E-mail",
  push: "Push",
  admin: "Administrators",
  customer: "Customer",
  technician: "Technicians",
} as const;
