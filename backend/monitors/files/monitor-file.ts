import { z } from 'zod';
import { monitorSpec } from '../monitor-spec.ts';

/** A YAML file of monitors; `nightjar check` validates it, and `docs/monitors.schema.json` is its JSON Schema. */
export const monitorFile = z
  .strictObject({
    $schema: z.string().optional().describe('For editors: the address of this schema.'),
    orgId: z.int().min(1).default(1).describe("Grafana's organisation the monitors belong to."),
    datasource: z
      .string()
      .max(200)
      .default('')
      .describe('UID of the Nightjar datasource; may be left out where there is just one.'),
    monitors: z.array(monitorSpec).max(10_000).describe('Their names are unique within the datasource.'),
  })
  .describe('Monitors of Nightjar, kept as code.');

export type MonitorFile = z.output<typeof monitorFile>;

/** The JSON Schema (draft 2020-12) of a file of monitors as people write it: fields with defaults may be left out. */
export function monitorFileSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(monitorFile, { io: 'input', unrepresentable: 'any' }), title: 'Nightjar monitors' };
}
