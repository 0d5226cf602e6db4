/** Lists that are taken along as a file. */
export const exports = {
  title: "Export",
  contacts: "{count, plural, one {One contact} other {# contacts}} as the list shows them.",
  as_shown: "As the list shows it: filtered and in its order.",
  format: "As what",
  xlsx: "Excel",
  csv: "CSV",
  columns: "Columns",
  all: "All of them",
  none: "None",
  download: "Download",
  no_column: "Choose one column at least.",
};
