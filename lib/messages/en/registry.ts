/** What is written into the registry itself, in the company's language. */
export const registry = {
  removed_contact: "Removed contact",
};
