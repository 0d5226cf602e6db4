/** TODO */
export const rules = {} as const;
