import fc from 'fast-check';
import type { AnomalyInterval, FrameMetaCustom } from '../../contract/detection.ts';
import type { Interpretation } from '../../contract/interpretation.ts';
import { DIRECTIONS, QUERY_DEFAULTS } from '../../contract/query.ts';
import { SEVERITIES } from '../../contract/severity.ts';
import type { Detection } from '../../backend/detections/detection.ts';
import { interpret } from '../../backend/detections/interpret.ts';
import type { Scored } from '../../backend/detectors/detector.ts';
import { detectionFrames } from '../../backend/frames/detection-frames.ts';
import { encodeJson } from '../../backend/frames/json.ts';
import type { Series } from '../../backend/series/series.ts';
import type { SourceSeries } from '../../src/ui/model/anomaly-series.ts';
import { reinterpret } from '../../src/ui/model/reinterpret.ts';

const STEP = 60_000;
const START = Date.UTC(2026, 0, 5);
const RAW: Interpretation = {
  sensitivity: 0.5,
  direction: 'both',
  minDeviation: 0,
  minRelativeDeviation: 0,
  minSeverity: 'low',
};

const missing = (value: fc.Arbitrary<number>) => fc.oneof({ weight: 6, arbitrary: value }, fc.constant(Number.NaN));
const points = fc.array(
  fc.record({
    value: missing(fc.double({ min: -50, max: 50, noNaN: true })),
    expected: missing(fc.double({ min: -50, max: 50, noNaN: true })),
    score: missing(fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { minLength: 1, maxLength: 80 }
);
const settings = fc.record<Interpretation>({
  sensitivity: fc.double({ min: 0, max: 1, noNaN: true }),
  direction: fc.constantFrom(...DIRECTIONS),
  minDeviation: fc.constantFrom(0, 1, 20),
  minRelativeDeviation: fc.constantFrom(0, 0.1, 1),
  minSeverity: fc.constantFrom(...SEVERITIES),
});

type Point = { readonly value: number; readonly expected: number; readonly score: number };

/** What the backend marks at these settings; types are another matter. */
function inBackend(list: readonly Point[], at: Interpretation): Detection {
  const column = (name: keyof Point) => Float64Array.from(list, (point) => point[name]);
  const series: Series = {
    labels: { job: 'a' },
    times: Float64Array.from(list, (_, i) => START + i * STEP),
    values: column('value'),
  };
  const [score, expected] = [column('score'), column('expected')];
  const scored: Scored = { score, expected, lower: expected, upper: expected, evidence: {} };
  const explain = (index: number) => ({ summary: `point ${index}`, facts: [], contributions: [] });
  const { intervals, ...rest } = interpret(series, scored, at, { step: STEP, explain });
  const type = 'unusual_pattern' as const;
  const typed = intervals.map(({ evidence: _, ...interval }) => ({ ...interval, type, typeProbability: 0 }));
  return { ...rest, intervals: typed };
}

/** What the browser has of an answer that was asked for raw scores. */
function inBrowser(detection: Detection): SourceSeries {
  const query = { ...QUERY_DEFAULTS, ...RAW, refId: 'A', expr: 'up' };
  const context = { query, expr: 'up', step: STEP, notices: [], pendingFits: 0, pendingChoices: 0 };
  const { schema, data } = encodeJson(detectionFrames([{ detection, model: null }], context)[0]);
  const column = (name: string) => data.values[schema.fields.findIndex((field) => field.name === name)] as number[];
  return {
    name: 'a',
    field: { name: 'value', type: 'number', config: {}, values: column('value') } as unknown as SourceSeries['field'],
    frameIndex: 0,
    fieldIndex: 1,
    times: column('time'),
    value: column('value'),
    expected: column('expected'),
    lower: column('lower'),
    upper: column('upper'),
    score: column('score'),
    meta: (schema.meta.custom as FrameMetaCustom).nightjar,
  };
}

const marksOf = (intervals: readonly AnomalyInterval[]) =>
  intervals.map(({ start, end, peak, score, confidence, severity, direction, missing: gap }) => ({
    start,
    end,
    peak,
    score,
    confidence,
    severity,
    direction,
    gap,
  }));

it('the browser marks what the backend would, at any sensitivity, direction, smallest deviation and least severity', () => {
  fc.assert(
    fc.property(points, settings, (list, at) => {
      const backend = inBackend(list, at);
      const [browser] = reinterpret([inBrowser(inBackend(list, RAW))], at, () => String);
      expect(marksOf(browser.meta?.intervals ?? [])).toEqual(marksOf(backend.intervals));
      expect(browser.anomaly).toEqual(Array.from(backend.anomaly, (flag) => flag === 1));
      expect(browser.score).toEqual(Array.from(backend.score, (score) => (Number.isNaN(score) ? null : score)));
    })
  );
});

it('keeps what the backend explained where the peak is the same', () => {
  const list = [0.1, 0.95, 0.1].map((score) => ({ value: 9, expected: 5, score }));
  const asked = inBrowser(inBackend(list, RAW));
  const [browser] = reinterpret([asked], { ...RAW, sensitivity: 0.8 }, () => String);
  expect(browser.meta?.intervals[0].explanation.summary).toBe('point 1');
  expect(browser.meta?.intervals[0].id).toBe(asked.meta?.intervals[0].id);
});
