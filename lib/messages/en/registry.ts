/** What is written into the registry itself, in the company's language. */
export const registry = {
  removed_contact: "Removed contact",
  /** Heading of the column that says why a row was not taken in. */
  import_why: "Why it was not taken in",
  file_corrections: "to correct",
  file_sample: "contacts sample",
};
