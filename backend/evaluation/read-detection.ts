import { parseDuration } from '../../contract/duration.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { SETTINGS_DEFAULTS } from '../../contract/settings.ts';
import { describeIssues } from '../describe-issues.ts';
import type { Detector } from '../detectors/detector.ts';
import { unknownSetting } from '../detectors/unknown-setting.ts';
import { NightjarError } from '../errors.ts';
import { findDetector } from '../workers/find-detector.ts';
import { autoStep } from './detection-step.ts';

const YEAR_MS = 31_536_000_000;

/** What a query of the datasource and a monitor say of a detection in the same words; durations are Prometheus's. */
export interface DetectionText {
  /** Id of a detector. */
  readonly detector: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** `auto` (or nothing) or a duration. */
  readonly step: string;
  readonly trainingWindow: string;
}

/** The same, checked; durations in ms. */
export interface ReadDetection {
  readonly detector: Detector;
  /** As the detector's schema gave them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly step: number;
  readonly trainingWindow: number;
  /** Of the datasource. */
  readonly scrapeInterval: number;
}

/** Throws `bad-query`, and `bad-settings` where the datasource's own are wrong, with a sentence naming each wrong field. */
export function readDetection(text: DetectionText, datasource: DatasourceSettings): ReadDetection {
  const detector = findDetector(text.detector);
  const settings = detector.schema.safeParse(text.settings);
  if (!settings.success) {
    throw new NightjarError(
      'bad-query',
      `The settings of ${detector.name} are wrong: ${describeIssues(settings.error)}.`
    );
  }
  const unknown = unknownSetting(detector, text.settings);
  if (unknown) {
    throw new NightjarError(
      'bad-query',
      `${detector.name} has no setting '${unknown.name.slice(0, 100)}': it has ${unknown.known.join(', ')}.`
    );
  }
  const trainingWindow = milliseconds(text.trainingWindow);
  const scrapeInterval = milliseconds(datasource.scrapeInterval || SETTINGS_DEFAULTS.scrapeInterval);
  const asked = text.step === 'auto' || text.step === '' ? datasource.defaultStep : text.step;
  const step = asked && asked !== 'auto' ? milliseconds(asked) : autoStep(scrapeInterval, trainingWindow);
  if (trainingWindow > YEAR_MS) {
    throw new NightjarError('bad-query', 'The training window is too long: take at most 1y.');
  }
  if (step < 1_000 || trainingWindow < step) {
    throw new NightjarError(
      'bad-query',
      'The step must be at least 1s and not longer than the training window: change one of the two.'
    );
  }
  return { detector, settings: settings.data as Record<string, unknown>, step, trainingWindow, scrapeInterval };
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
