import { parseDuration } from '../../../contract/duration.ts';
import { NightjarError } from '../../errors.ts';

/** A feature as it is written: a name, and what it is applied to. `mean(log(value), 12)` is mean of log of value over 12 points. */
export interface FeatureExpression {
  readonly name: string;
  /** The feature inside, where the name takes one. */
  readonly inner: FeatureExpression | null;
  /** Points (`12`) or a duration in ms (`1h`), and whole numbers, in the order written. */
  readonly counts: readonly Count[];
  /** As it is shown: canonical, without superfluous spaces. */
  readonly text: string;
}

export type Count = { readonly points: number } | { readonly ms: number };

/** How a name is used: whether it takes a feature, and what its counts are. */
interface Signature {
  readonly takes: boolean;
  readonly counts: readonly ('span' | 'order')[];
  readonly means: string;
}

/** Every feature there is. `span`: points or a duration; `order`: a whole number. */
export const SIGNATURES: Readonly<Record<string, Signature>> = {
  value: { takes: false, counts: [], means: 'the value' },
  log: { takes: true, counts: [], means: 'log(1 + x), or -log(1 - x) below 0' },
  sqrt: { takes: true, counts: [], means: 'square root, or minus that of -x below 0' },
  lag: { takes: true, counts: ['span'], means: 'what it was so long ago' },
  difference: { takes: true, counts: ['span'], means: 'change since so long ago' },
  rate: { takes: true, counts: [], means: "a counter's increase a second; a fall is a restart from 0" },
  mean: { takes: true, counts: ['span'], means: 'mean of the last points' },
  std: { takes: true, counts: ['span'], means: 'standard deviation of the last points' },
  median: { takes: true, counts: ['span'], means: 'median of the last points' },
  min: { takes: true, counts: ['span'], means: 'least of the last points' },
  max: { takes: true, counts: ['span'], means: 'largest of the last points' },
  hour: { takes: false, counts: [], means: 'hour of the day (UTC), 0 to 23.99' },
  weekday: { takes: false, counts: [], means: 'day of the week (UTC), 0 is Sunday' },
  weekend: { takes: false, counts: [], means: '1 on Saturday and Sunday (UTC)' },
  fourier: { takes: false, counts: ['span', 'order'], means: 'sines and cosines of a period, up to an order' },
};

/** What one pipeline may hold. */
const MOST_FEATURES = 64;
const DEEPEST = 8;
const MOST_POINTS = 10_080;
const HIGHEST_ORDER = 20;

function wrong(text: string, problem: string): NightjarError {
  const known = Object.keys(SIGNATURES).join(', ');
  return new NightjarError('bad-settings', `The feature '${text.slice(0, 60)}' ${problem}. Features are ${known}.`);
}

/**
 * Reads features separated by commas: `value, difference(value, 1), std(log(value), 1h), fourier(1d, 3)`. Throws `bad-settings`
 * saying which feature is wrong and what there is.
 */
export function parseFeatures(text: string): FeatureExpression[] {
  const parts = splitArguments(text);
  if (parts.length === 0 || parts.length > MOST_FEATURES) {
    throw wrong(text, `is no list of 1 to ${MOST_FEATURES} features`);
  }
  const features = parts.map((part) => parseOne(part, 1));
  const repeated = features.find((feature, i) => features.findIndex((other) => other.text === feature.text) < i);
  if (repeated) {
    throw wrong(repeated.text, 'is there twice');
  }
  return features;
}

function parseOne(text: string, depth: number): FeatureExpression {
  const match = /^([a-z]+)\s*(?:\((.*)\))?$/s.exec(text);
  if (!match || !Object.hasOwn(SIGNATURES, match[1]) || depth > DEEPEST) {
    throw wrong(text, depth > DEEPEST ? 'is nested too deeply' : 'is not known');
  }
  const [, name, inside] = match;
  const { takes, counts } = SIGNATURES[name];
  const given = inside === undefined ? [] : splitArguments(inside);
  if (given.length !== Number(takes) + counts.length) {
    throw wrong(text, `must be written ${usageOf(name)}`);
  }
  const inner = takes ? parseOne(given[0], depth + 1) : null;
  if (inner?.name === 'fourier') {
    throw wrong(text, 'cannot be taken of several columns');
  }
  const read = counts.map((kind, i) => parseCount(given[Number(takes) + i], kind, text));
  const shown = [...(inner ? [inner.text] : []), ...given.slice(Number(takes))];
  return { name, inner, counts: read, text: shown.length > 0 ? `${name}(${shown.join(', ')})` : name };
}

/** How a feature is written. */
export function usageOf(name: string): string {
  const { takes, counts } = SIGNATURES[name];
  const parts = [
    ...(takes ? ['FEATURE'] : []),
    ...counts.map((kind) => (kind === 'span' ? 'POINTS or DURATION' : 'ORDER')),
  ];
  return parts.length > 0 ? `${name}(${parts.join(', ')})` : name;
}

function parseCount(text: string, kind: 'span' | 'order', whole: string): Count {
  const isNumber = /^\d+$/.test(text);
  const points = Number(text);
  if (isNumber && points >= 1 && points <= (kind === 'order' ? HIGHEST_ORDER : MOST_POINTS)) {
    return { points };
  }
  const ms = kind === 'span' && !isNumber ? parseDuration(text) : null;
  if (ms === null) {
    const range = kind === 'order' ? `1 to ${HIGHEST_ORDER}` : `1 to ${MOST_POINTS} points, or a duration such as 1h,`;
    throw wrong(whole, `has '${text.slice(0, 20)}' where ${range} is expected`);
  }
  return { ms };
}

/** The parts between commas that no parenthesis encloses, trimmed; an empty text has none. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    depth += Number(char === '(') - Number(char === ')');
    if (i === text.length || (char === ',' && depth === 0)) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  return parts.length === 1 && parts[0] === '' ? [] : parts;
}
