export const registry = {
  removed_contact: "Contatto eliminato",
  /** Titolo della colonna che dice perché una riga non è stata presa. */
  import_why: "Perché non è stato preso",
  file_corrections: "da correggere",
  file_sample: "contatti esempio",
};
