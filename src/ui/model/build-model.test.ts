import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import type { DataFrame } from '@grafana/data';
import type { AnomalyInterval } from '../../../contract/detection.ts';
import { countAll, listAnomalies } from './count-anomalies.ts';
import { buildModel, typicalStep } from './build-model.ts';
import { readSeries } from './read-series.ts';

const theme = createTheme();
const MINUTE = 60_000;

function frame(scores: number[], part: { intervals?: AnomalyInterval[]; hidden?: boolean; sensitivity?: number } = {}) {
  const { intervals, hidden, sensitivity = 0.5 } = part;
  const times = scores.map((_score, index) => index * MINUTE);
  return createDataFrame({
    meta: intervals && {
      custom: { nightjar: { intervals, sensitivity, minSeverity: 'medium', step: MINUTE, pendingFits: 2 } },
    },
    fields: [
      { name: 'time', type: FieldType.time, values: times },
      {
        name: 'value',
        type: FieldType.number,
        values: scores.map((score) => 100 * score),
        config: { unit: 'percent', custom: { hideFrom: { viz: hidden } } },
      },
      { name: 'score', type: FieldType.number, values: scores },
    ],
  });
}

function model(frames: DataFrame[], options: Partial<Parameters<typeof buildModel>[1]> = {}) {
  const reading = readSeries(frames);
  if (!reading.ok) {
    throw new Error(reading.why.kind);
  }
  return buildModel(reading.series, { least: 'query', ...options }, theme, 'utc');
}

const given = (score: number, severity: AnomalyInterval['severity'], start: number): AnomalyInterval => ({
  id: `${start}`,
  start,
  end: start,
  peak: start,
  score,
  confidence: 0.9,
  severity,
  type: 'latency_spike',
  typeProbability: 0.9,
  direction: 'above',
  value: 1,
  expected: 0,
  lower: 0,
  upper: 0,
  explanation: { summary: 'because', facts: [], contributions: [] },
});

describe('the model of a panel', () => {
  it('marks scores by severity and joins neighbouring marks to intervals where the data brings none', () => {
    const made = model([frame([0.1, 0.85, 0.95, 0.1, 0.82])]);
    const [series] = made.series;
    expect(series.marks).toEqual([null, 'medium', 'high', null, 'medium']);
    expect(series.intervals.map(({ start, end, peak, severity }) => [start, end, peak, severity])).toEqual([
      [MINUTE, 2 * MINUTE, 2 * MINUTE, 'high'],
      [4 * MINUTE, 4 * MINUTE, 4 * MINUTE, 'medium'],
    ]);
    expect(countAll(made)).toEqual({ low: 0, medium: 1, high: 1 });
    expect(series.format(50)).toBe('50%');
  });

  it('takes the intervals of the data, down to the least severity', () => {
    const intervals = [given(0.75, 'low', 0), given(0.95, 'high', MINUTE)];
    expect(model([frame([0.75, 0.95], { intervals })]).series[0].intervals.map(({ id }) => id)).toEqual([`${MINUTE}`]);
    expect(model([frame([0.75, 0.95], { intervals })], { least: 'low' }).series[0].intervals).toHaveLength(2);
    expect(model([frame([0.75, 0.95], { intervals })]).pendingFits).toBe(2);
  });

  it('grades anew by thresholds of the panel, and adds what they mark beyond', () => {
    const intervals = [given(0.95, 'high', MINUTE)];
    const thresholds = { low: 0.4, medium: 0.5, high: 0.99 };
    const [series] = model([frame([0.1, 0.95, 0.1, 0.6], { intervals })], { thresholds }).series;
    expect(series.intervals.map(({ start, severity }) => [start, severity])).toEqual([
      [MINUTE, 'medium'],
      [3 * MINUTE, 'medium'],
    ]);
  });

  it('marks more at a higher sensitivity', () => {
    const [series] = model([frame([0.7], { intervals: [], sensitivity: 1 })]).series;
    expect(series.marks).toEqual(['medium']);
  });

  it('neither counts nor lists hidden series, and lists the latest first', () => {
    const made = model([frame([0.95, 0, 0.85]), frame([0.95, 0, 0.95], { hidden: true })]);
    expect(listAnomalies(made).map(({ interval }) => interval.start)).toEqual([2 * MINUTE, 0]);
    expect(countAll(made)).toEqual({ low: 0, medium: 1, high: 1 });
  });

  it('knows when no score has come yet', () => {
    expect(model([frame([Number.NaN, Number.NaN])])).toMatchObject({ hasScores: true, anyScore: false });
  });
});

describe('the typical step', () => {
  it('is the median distance, which a gap does not move', () => {
    expect(typicalStep([0, 10, 20, 500, 510])).toBe(10);
    expect(typicalStep([0])).toBe(MINUTE);
  });
});
