export const interventions = {} as const;
