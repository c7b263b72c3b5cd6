import { parseDuration } from '../../../contract/duration.ts';

/** Whether a text is a duration, or has a template variable that may make it one. */
export function isDurationText(text: string): boolean {
  return parseDuration(text) !== null || text.includes('$');
}
