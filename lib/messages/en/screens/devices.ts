/** TODO */
export const devices = {} as const;
