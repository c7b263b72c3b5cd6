export const syntheticDetection = { summary: '', run: async () => ({}) };
