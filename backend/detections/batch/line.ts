import { z } from 'zod';
import { NightjarError } from '../../errors.ts';

/** One line of a batch: a series, or several over the same times. Missing values are NaN; times in ms, in the order given. */
export interface BatchLine {
  readonly id: string | number | undefined;
  readonly times: Float64Array;
  /** Values by column name; a line with `v` has one column named ''. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** Points the model is fitted on; undefined where the line gives none. */
  readonly trainUntil: number | undefined;
}

const values = z.array(z.union([z.number(), z.null()]));
const schema = z
  .object({
    id: z.union([z.string(), z.number()]).optional(),
    t: z.array(z.number()),
    v: values.optional(),
    columns: z.record(z.string(), values).optional(),
    trainUntil: z.number().int().min(1).optional(),
  })
  .strict();

/**
 * A line of JSON as the design has it: `{"id","t":[ms],"v":[...] or "columns":{name:[...]},"trainUntil"?}`.
 * Throws `bad-request` naming the line and the field.
 */
export function parseBatchLine(text: string, line: number): BatchLine {
  const at = (field: string, problem: string) =>
    new NightjarError('bad-request', `Line ${line}, ${field}: ${problem}.`);
  const json = parseJson(text, line);
  const checked = schema.safeParse(json);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw at(issue.path.length > 0 ? issue.path.join('.') : 'the whole', lowerFirst(issue.message));
  }
  const { id, t, v, columns, trainUntil } = checked.data;
  if ((v === undefined) === (columns === undefined)) {
    throw at('v', 'give either v, one series, or columns, several over the same times');
  }
  const named = Object.entries(columns ?? { '': v ?? [] });
  if (named.length === 0) {
    throw at('columns', 'give at least one column');
  }
  for (const [name, list] of named) {
    if (list.length !== t.length) {
      throw at(name === '' ? 'v' : `columns.${name}`, `has ${list.length} values but t has ${t.length} times`);
    }
  }
  if (trainUntil !== undefined && trainUntil > t.length) {
    throw at('trainUntil', `is ${trainUntil} but the line has ${t.length} points`);
  }
  return {
    id,
    times: Float64Array.from(t),
    columns: new Map(named.map(([name, list]) => [name, Float64Array.from(list, (value) => value ?? Number.NaN)])),
    trainUntil,
  };
}

function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NightjarError('bad-request', `Line ${line} is not JSON; write one object a line.`, { cause: error });
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
