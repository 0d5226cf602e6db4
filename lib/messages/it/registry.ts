export const registry = {
  removed_contact: "Contatto eliminato",
};
