import { z } from 'zod';
import type { Field, FieldConfig, Frame, FrameMeta } from './frame.ts';

const labels = z.record(z.string(), z.string());

const frameJson = z.object({
  schema: z.object({
    name: z.string().default(''),
    refId: z.string().default(''),
    meta: z.record(z.string(), z.unknown()).default({}),
    fields: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['time', 'number', 'boolean', 'string']),
        labels: labels.optional(),
        config: z.record(z.string(), z.unknown()).optional(),
      })
    ),
  }),
  data: z.object({ values: z.array(z.array(z.unknown())) }),
});

/** A frame from the notation `encodeJson` writes; null numbers become NaN. Throws a ZodError or RangeError for what is none. */
export function decodeJson(json: unknown): Frame {
  const { schema, data } = frameJson.parse(json);
  if (data.values.length !== schema.fields.length) {
    throw new RangeError(`The frame has ${schema.fields.length} fields and ${data.values.length} columns.`);
  }
  const fields = schema.fields.map(({ name, type, labels: of, config }, index): Field => {
    const shared = { name, ...(of ? { labels: of } : {}), ...(config ? { config: config as FieldConfig } : {}) };
    const values = data.values[index];
    switch (type) {
      case 'time':
      case 'number':
        return {
          ...shared,
          type,
          values: Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))),
        };
      case 'boolean':
        return { ...shared, type, values: Uint8Array.from(values, (value) => (value ? 1 : 0)) };
      case 'string':
        return { ...shared, type, values: values.map((value) => (value === null ? null : String(value))) };
    }
  });
  return { name: schema.name, refId: schema.refId, fields, meta: schema.meta as FrameMeta };
}
