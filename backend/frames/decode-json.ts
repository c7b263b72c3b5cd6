import { z } from 'zod';
import type { Field, FieldConfig, Frame, FrameMeta } from './frame.ts';

const labels = z.record(z.string(), z.string());

const rows = z.array(z.int().min(0));

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
  data: z.object({
    values: z.array(z.array(z.unknown())),
    entities: z.array(z.object({ Inf: rows.optional(), NegInf: rows.optional() }).nullable()).optional(),
  }),
});

/** A frame from the notation `encodeJson` writes; null numbers become NaN, unless `entities` says that they are infinite. Throws a ZodError or RangeError for what is none. */
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
      case 'number': {
        const numbers = Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
        const { Inf: up = [], NegInf: down = [] } = data.entities?.[index] ?? {};
        up.forEach((row) => (numbers[row] = Infinity));
        down.forEach((row) => (numbers[row] = -Infinity));
        return { ...shared, type, values: numbers };
      }
      case 'boolean':
        return { ...shared, type, values: Uint8Array.from(values, (value) => (value ? 1 : 0)) };
      case 'string':
        return { ...shared, type, values: values.map((value) => (value === null ? null : String(value))) };
    }
  });
  return { name: schema.name, refId: schema.refId, fields, meta: schema.meta as FrameMeta };
}
