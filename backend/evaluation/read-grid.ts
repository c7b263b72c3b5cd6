import { parseDuration } from '../../contract/duration.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { SETTINGS_DEFAULTS } from '../../contract/settings.ts';
import { NightjarError } from '../errors.ts';
import { autoStep } from './detection-step.ts';

const YEAR_MS = 31_536_000_000;

/** What queries and monitors say of the instants they are evaluated at; durations are Prometheus's. */
export interface GridText {
  /** `auto` (or nothing) or a duration. */
  readonly step: string;
  readonly trainingWindow: string;
}

/** The same, checked, in ms. */
export interface Grid {
  readonly step: number;
  readonly trainingWindow: number;
  /** Of the datasource. */
  readonly scrapeInterval: number;
}

/**
 * `auto` gives the step of a text that leaves it to Nightjar, and to which the datasource's settings name none. Throws `bad-query`, and `bad-settings` where
 * the datasource's own are wrong.
 */
export function readGrid(
  text: GridText,
  datasource: DatasourceSettings,
  auto: (scrapeInterval: number, trainingWindow: number) => number = autoStep
): Grid {
  const trainingWindow = milliseconds(text.trainingWindow);
  const scrapeInterval = milliseconds(datasource.scrapeInterval || SETTINGS_DEFAULTS.scrapeInterval);
  const asked = text.step === 'auto' || text.step === '' ? datasource.defaultStep : text.step;
  const step = asked && asked !== 'auto' ? milliseconds(asked) : auto(scrapeInterval, trainingWindow);
  if (trainingWindow > YEAR_MS) {
    throw new NightjarError('bad-query', 'The training window is too long: take at most 1y.');
  }
  if (step < 1_000 || trainingWindow < step) {
    throw new NightjarError(
      'bad-query',
      'The step must be at least 1s and not longer than the training window: change one of the two.'
    );
  }
  return { step, trainingWindow, scrapeInterval };
}

function milliseconds(text: string): number {
  const ms = parseDuration(text);
  if (ms === null) {
    throw new NightjarError(
      'bad-settings',
      `The datasource settings hold '${text.slice(0, 40)}' where a duration such as 15s is expected.`
    );
  }
  return ms;
}
