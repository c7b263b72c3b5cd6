import type { z } from 'zod';

/** A setting that a detector or forecaster does not have, and those that it has. */
export interface UnknownSetting {
  readonly name: string;
  readonly known: readonly string[];
}

/** The first name among `given` that is no setting of the detector or forecaster, whose schema would drop it in silence; null where all are. */
export function unknownSetting({ schema }: { readonly schema: z.ZodType }, given: object): UnknownSetting | null {
  const known = Object.keys(schema.parse({}) as object);
  const name = Object.keys(given).find((one) => !known.includes(one));
  return name === undefined ? null : { name, known };
}
