import { z } from 'zod';
import { parseDuration } from '../../../contract/duration.ts';

/** A time of a request as ms since the epoch: a number, its text, an ISO date, or `now` with a duration off it. */
export const timeSchema = z
  .union([z.number(), z.string()])
  .transform((value, context) => {
    const ms = readTime(value, Date.now());
    if (ms === null) {
      context.addIssue({ code: 'custom', message: 'must be milliseconds since the epoch, an ISO date, or now-6h' });
      return z.NEVER;
    }
    return ms;
  })
  .describe('Milliseconds since the epoch, an ISO date, or now-6h.');

/** ms since the epoch, or null for what is no time. */
export function readTime(value: number | string, now: number): number | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : null;
  }
  const text = value.trim();
  if (/^-?\d+$/.test(text)) {
    return Number(text);
  }
  const relative = /^now(?:([-+])(\w+))?$/.exec(text);
  if (relative) {
    const off = relative[2] === undefined ? 0 : parseDuration(relative[2]);
    return off === null ? null : now + (relative[1] === '-' ? -off : off);
  }
  const date = Date.parse(text);
  return /^\d{4}-\d{2}-\d{2}/.test(text) && Number.isFinite(date) ? date : null;
}
