import type { Reading } from './read-incidents.ts';
import { alertsWords } from './words.ts';

/** What is missing in the data, and what to do about it. */
export function explainMissing(why: Extract<Reading, { ok: false }>['why']): {
  readonly title: string;
  readonly help: string;
} {
  return why === 'no-data'
    ? { title: alertsWords.noData(), help: alertsWords.noDataHelp() }
    : { title: alertsWords.other(), help: alertsWords.otherHelp() };
}
