/** TODO */
export const interventions = {} as const;
