/** Words in the cells of exports. */
export const exportWords = {
  person: "Person",
  company: "Company",
  customer: "Customer",
  technician: "Technician",
  active: "Active",
  blocked: "Blocked",
  scope_everything: "No message at all",
  scope_status_mail: "No messages about interventions",
  scope_marketing: "No advertising",
};
