import type { DatasourceSettings } from '../../contract/settings.ts';
import { describeIssues } from '../describe-issues.ts';
import type { Detector } from '../detectors/detector.ts';
import { unknownSetting } from '../detectors/unknown-setting.ts';
import { NightjarError } from '../errors.ts';
import { findDetector } from '../workers/find-detector.ts';
import type { Grid, GridText } from './read-grid.ts';
import { readGrid } from './read-grid.ts';

/** What a query of the datasource and a monitor say of a detection in the same words; durations are Prometheus's. */
export interface DetectionText extends GridText {
  /** Id of a detector. */
  readonly detector: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The same, checked; durations in ms. */
export interface ReadDetection extends Grid {
  readonly detector: Detector;
  /** As the detector's schema gave them. */
  readonly settings: Readonly<Record<string, unknown>>;
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
  return { ...readGrid(text, datasource), detector, settings: settings.data as Record<string, unknown> };
}
