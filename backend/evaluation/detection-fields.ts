import { z } from 'zod';
import { parseDuration } from '../../contract/duration.ts';
import { DIRECTIONS, QUERY_DEFAULTS } from '../../contract/query.ts';

/** A duration as Prometheus writes it. */
export const durationField = z.string().refine((text) => parseDuration(text) !== null, {
  error: 'must be a duration such as 30s, 5m or 14d',
});

/** What queries and monitors say alike: the detector, and which of its scores are marked. */
export const detectionFields = {
  detector: z.string().max(100).default(QUERY_DEFAULTS.detector).describe('Id of a detector.'),
  settings: z.record(z.string(), z.unknown()).default({}).describe("The detector's own settings."),
  sensitivity: z
    .number()
    .min(0)
    .max(1)
    .default(QUERY_DEFAULTS.sensitivity)
    .describe('Moves the threshold; neutral at 0.5.'),
  direction: z.enum(DIRECTIONS).default(QUERY_DEFAULTS.direction).describe('Side of the expected value that counts.'),
  minDeviation: z.number().min(0).default(0).describe('Smallest difference from the expected value that is marked.'),
  minRelativeDeviation: z
    .number()
    .min(0)
    .default(QUERY_DEFAULTS.minRelativeDeviation)
    .describe("Smallest difference that is marked, as a share of the expected value's size: 0.1 is 10 %."),
};
