import { parseDuration } from '../../contract/duration.ts';
import { ReadApiError } from './read-api-error.ts';

/** Parameters of a request: of its form first, then of its address. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

const FLOAT = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[-+]\d{2}:\d{2})$/;
/** Go's time reaches no further from 1970, in seconds. */
const MOST_SECONDS = 9_223_372_036;

export function textParameter(parameters: Parameters, name: string): string {
  return parameters[name]?.[0] ?? '';
}

/** A time in ms: seconds since the epoch, or RFC 3339. Without one the default; throws `bad_data` where there is none. */
export function timeParameter(parameters: Parameters, name: string, otherwise?: number): number {
  const text = textParameter(parameters, name);
  if (text === '' && otherwise !== undefined) {
    return otherwise;
  }
  const ms = FLOAT.test(text) ? roundMs(Number(text)) : RFC3339.test(text) ? Math.floor(Date.parse(text)) : NaN;
  if (!Number.isFinite(ms) || Math.abs(ms) > MOST_SECONDS * 1000) {
    throw new ReadApiError(
      'bad_data',
      `invalid parameter "${name}": cannot parse ${quoted(text)} to a valid timestamp`
    );
  }
  return ms;
}

/** Duration in ms: seconds, or Prometheus's notation. Throws `bad_data`. */
export function durationParameter(parameters: Parameters, name: string): number {
  const text = textParameter(parameters, name);
  const ms = FLOAT.test(text) ? Math.trunc(Number(text) * 1000) : (parseDuration(text) ?? (text === '0' ? 0 : NaN));
  if (!Number.isFinite(ms) || Math.abs(ms) > MOST_SECONDS * 1000) {
    throw new ReadApiError('bad_data', `invalid parameter "${name}": cannot parse ${quoted(text)} to a valid duration`);
  }
  return ms;
}

/** A count from 0 on; without one, 0. Throws `bad_data`. */
export function countParameter(parameters: Parameters, name: string): number {
  const text = textParameter(parameters, name);
  if (text !== '' && !/^\d{1,15}$/.test(text)) {
    throw new ReadApiError(
      'bad_data',
      `invalid parameter "${name}": cannot parse ${quoted(text)} to a whole number from 0 on`
    );
  }
  return Number(text);
}

/** To the millisecond nearest, its fraction first: as Prometheus rounds. */
function roundMs(seconds: number): number {
  const whole = Math.trunc(seconds);
  return whole * 1000 + Math.round((seconds - whole) * 1000);
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
