/** How `pg` turns a value of JavaScript's into what a parameter of a statement is sent as. */
declare module "pg/lib/utils.js" {
  export function prepareValue(value: unknown): string | Buffer | null;
}
