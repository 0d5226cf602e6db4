/** The overview of the settings. */
export const settings = {
  profiles_text: "What people who sign in may do.",
  api_keys_text: "Let other systems use contacts and interventions.",
  rules_text: "Who is told of which status, by e-mail and by push.",
  statuses_text: "The stages that your work goes through.",
  types_text: "The kinds of work that you do.",
  deliveries_text: "Every message and what became of it; who was not told, and why.",
  wording_text: "What messages say, to whom and in which language.",
  company_text: "Name, logo, colour, sender, languages.",
} as const;
