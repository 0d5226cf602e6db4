/** TODO */
export const bell = {} as const;
