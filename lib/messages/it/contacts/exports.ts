/** Elenchi da portare via come file. */
export const exports = {
  title: "Esporta",
  text: "{count, plural, one {Un contatto} other {# contatti}} come nell’elenco.",
  format: "In che formato",
  xlsx: "Excel",
  csv: "CSV",
  columns: "Colonne",
  all: "Tutte",
  none: "Nessuna",
  download: "Scarica",
  no_column: "Scegli almeno una colonna.",
};
