import type { Field, Frame } from './frame.ts';

/**
 * Rows of a frame; 0 for one without fields.
 *
 * @throws RangeError where its columns differ in length.
 */
export function rowCount(frame: Frame): number {
  const rows = frame.fields[0]?.values.length ?? 0;
  for (const field of frame.fields) {
    if (field.values.length !== rows) {
      throw new RangeError(
        `Field '${field.name}' of frame '${frame.name}' has ${field.values.length} rows where '${frame.fields[0].name}' has ${rows}.`
      );
    }
  }
  return rows;
}

/** Numbers and strings may be missing; a time or a flag never is. */
export function isNullable(field: Field): boolean {
  return field.type === 'number' || field.type === 'string';
}
