import type { Detector } from '../detectors/detector.ts';
import { DETECTORS } from '../detectors/index.ts';
import { unknownSetting } from '../detectors/unknown-setting.ts';
import { UsageError } from './command.ts';

/** The flags of commands that fit a detector on a batch of lines, for `parseFlags`. */
export const BATCH_FLAGS = {
  batch: { type: 'string' },
  out: { type: 'string' },
  set: { type: 'string', multiple: true, default: [] as string[] },
  seed: { type: 'string', default: '1' },
} as const;

/** What help says of `--set` and `--seed`. */
export const SETTING_USAGE = `  --set NAME=VALUE  a setting of the detector; may be given several times
  --seed N          seed of detectors that draw at random (default 1)`;

/** The detector of `--detector ID`. */
export function readDetector(id: string): Detector {
  const detector = DETECTORS.find((one) => one.id === id);
  if (detector === undefined) {
    throw new UsageError(`there is no detector '${id}'; take one of ${DETECTORS.map((one) => one.id).join(', ')}`);
  }
  return detector;
}

/** The whole number of `--seed N`. */
export function readSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) {
    throw new UsageError(`--seed is a whole number, not '${text}'`);
  }
  return seed;
}

/** What `name=value` pairs of a flag say; values are JSON where they parse as such, text otherwise. */
export function pairsOf(flag: string, pairs: readonly string[]): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) {
      throw new UsageError(`${flag} takes name=value, not '${pair}'`);
    }
    given[pair.slice(0, at)] = valueOf(pair.slice(at + 1));
  }
  return given;
}

/** Settings from `name=value` pairs; values are JSON where they parse as such, text otherwise. */
export function readSettings(detector: Detector, pairs: readonly string[]): unknown {
  const given = pairsOf('--set', pairs);
  const unknown = unknownSetting(detector, given);
  if (unknown) {
    throw new UsageError(`${detector.id} has no setting '${unknown.name}'; it has ${unknown.known.join(', ')}`);
  }
  const checked = detector.schema.safeParse(given);
  if (!checked.success) {
    const { path, message } = checked.error.issues[0];
    throw new UsageError(`--set ${path.join('.')}: ${message}`);
  }
  return checked.data;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
