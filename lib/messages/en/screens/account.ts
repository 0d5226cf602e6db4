/** TODO */
export const account = {} as const;
