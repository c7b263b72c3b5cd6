import type { Detector } from './detector.ts';

/** A setting that a detector does not have, and those that it has. */
export interface UnknownSetting {
  readonly name: string;
  readonly known: readonly string[];
}

/** The first name among `given` that is no setting of the detector, whose schema would drop it in silence; null where all are. */
export function unknownSetting({ schema }: Detector, given: object): UnknownSetting | null {
  const known = Object.keys(schema.parse({}) as object);
  const name = Object.keys(given).find((one) => !known.includes(one));
  return name === undefined ? null : { name, known };
}
