/** Elenchi da portare via come file. */
export const exports = {
  title: "Esporta",
  contacts: "{count, plural, one {Un contatto} other {# contatti}} come nell’elenco.",
  as_shown: "Come nell’elenco: con gli stessi filtri e nello stesso ordine.",
  format: "In che formato",
  xlsx: "Excel",
  csv: "CSV",
  columns: "Colonne",
  all: "Tutte",
  none: "Nessuna",
  download: "Scarica",
  no_column: "Scegli almeno una colonna.",
};
