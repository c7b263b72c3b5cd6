import type { Command } from './command.ts';

/** The subcommands, in the order help lists them; loaded when called, so that each starts fast. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  detect: async () => (await import('./detect.ts')).detect,
  forecast: async () => (await import('./forecast.ts')).forecast,
  alerts: async () => (await import('./alerts.ts')).alerts,
  workflow: async () => (await import('./workflow.ts')).workflow,
  features: async () => (await import('./features.ts')).features,
  'export-model': async () => (await import('./export-model.ts')).exportModel,
  check: async () => (await import('./check.ts')).check,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  doctor: async () => (await import('./doctor.ts')).doctor,
};
