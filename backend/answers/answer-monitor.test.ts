import type { FrameMetaCustom } from '../../contract/detection.ts';
import { NightjarError } from '../errors.ts';
import type { Frame } from '../frames/frame.ts';
import type { DetectionRecord, MonitorRecord } from '../monitors/api-records.ts';
import { monitorSpec } from '../monitors/monitor-spec.ts';
import type { ResultSeries } from '../monitors/monitor-service.ts';
import type { MonitorRow } from '../store/monitors/records.ts';
import { answerMonitor } from './answer-monitor.ts';
import type { MonitorAnswerContext } from './answer-monitor.ts';

const MINUTE = 60_000;
const START = 1_736_841_600_000;
const OWNER = { orgId: 1, datasource: 'a' };
const spec = monitorSpec.parse({
  name: 'latency',
  queries: [{ expr: 'latency', legend: '{{job}}' }],
  detector: 'mad',
  sensitivity: 0.6,
});
const times = Float64Array.from({ length: 10 }, (_, i) => START + i * MINUTE);
const of = (at: (i: number) => number) => Float64Array.from(times, (_, i) => Math.fround(at(i)));
const score = of((i) => (i === 5 ? NaN : i / 10));
const KEPT: ResultSeries = {
  monitor: { id: 'm1', name: 'latency' } as MonitorRow,
  key: 'job="a"',
  labels: { __name__: 'latency', job: 'a' },
  step: MINUTE,
  times,
  value: of((i) => i),
  score,
  unadjusted: score,
  expected: of(() => 1),
  lower: of(() => 0),
  upper: of(() => 2),
  anomaly: Uint8Array.from(times, (_, i) => (i >= 7 ? 1 : 0)),
};
const DETECTION: DetectionRecord = {
  id: 'd1',
  monitor: 'm1',
  monitorName: 'latency',
  seriesKey: KEPT.key,
  series: 'a',
  labels: { ...KEPT.labels },
  start: START + 7 * MINUTE,
  end: START + 9 * MINUTE,
  peak: START + 9 * MINUTE,
  open: true,
  severity: 'high',
  type: 'latency_spike',
  typeProbability: 0.9,
  score: 0.9,
  confidence: 0.8,
  direction: 'above',
  value: 9,
  expected: 1,
  lower: 0,
  upper: 2,
  missing: false,
  explanation: { summary: 'Far above.', facts: [], contributions: [] },
  expr: 'latency',
  detector: 'mad',
  step: MINUTE,
  suppression: null,
  verdict: null,
};

function contextWith(
  monitor: Partial<MonitorRecord> = {},
  detections: readonly DetectionRecord[] = [DETECTION]
): MonitorAnswerContext {
  const record = {
    id: 'm1',
    name: 'latency',
    spec,
    state: 'ok',
    stateText: '',
    paused: false,
    deletedAt: null,
    ...monitor,
  };
  return {
    owner: OWNER,
    datasource: {},
    monitors: {
      get: async (owner, id) => {
        if (id !== 'm1' || owner.orgId !== OWNER.orgId) {
          throw new NightjarError('not-found', `There is no monitor ${id}.`);
        }
        return record as MonitorRecord;
      },
      results: async () => [KEPT],
      detections: async (_owner, { before, limit = 100 }) => {
        const newestFirst = [...detections].sort((a, b) => b.start - a.start);
        const left = newestFirst.slice(newestFirst.findIndex(({ id }) => id === before) + 1);
        return { detections: left.slice(0, limit), more: left.length > limit };
      },
    },
  };
}

const ask = (model: object, context = contextWith(), from = START + 2 * MINUTE + 1, to = START + 10 * MINUTE) =>
  answerMonitor({ refId: 'B', model: { output: 'monitor', monitor: 'm1', ...model }, from, to }, context);

const customOf = (frame: Frame) => (frame.meta.custom as FrameMetaCustom).nightjar;

it('answers with what was kept, to the bit', async () => {
  const { frames, error } = await ask({});
  expect(error).toBeUndefined();
  expect(frames).toHaveLength(1);
  const [frame] = frames;
  expect(frame.fields.map(({ name }) => name)).toEqual([
    'time',
    'value',
    'expected',
    'lower',
    'upper',
    'score',
    'anomaly',
  ]);
  // The step that the range begins in belongs to it.
  expect([...frame.fields[0].values]).toEqual([...times.subarray(2)]);
  expect([...frame.fields[5].values]).toEqual([...KEPT.score.subarray(2)]);
  expect([...frame.fields[6].values]).toEqual([...KEPT.anomaly.subarray(2)]);
  expect(frame.name).toBe('a');
  const custom = customOf(frame);
  expect(custom).toMatchObject({
    output: 'anomalies',
    detector: 'mad',
    sensitivity: 0.6,
    step: MINUTE,
    expr: 'latency',
    monitor: { id: 'm1', name: 'latency' },
    pendingFits: 0,
  });
  expect(custom.intervals).toHaveLength(1);
  expect(custom.intervals[0]).toMatchObject({ id: 'd1', severity: 'high', explanation: { summary: 'Far above.' } });
});

it('selects scores for alert rules and intervals for annotations', async () => {
  const scores = await ask({ select: 'scores' });
  expect(scores.frames[0].fields.map(({ name }) => name)).toEqual(['time', 'score']);
  expect(scores.frames[0].meta.type).toBe('timeseries-multi');
  const intervals = await ask({ select: 'intervals' });
  expect(intervals.frames).toHaveLength(1);
  expect(intervals.frames[0].fields.find(({ name }) => name === 'text')?.values).toEqual(['Far above.']);
  const bands = await ask({ select: 'bands', legendFormat: 'of {{job}}' });
  expect(bands.frames[0].name).toBe('of a');
  expect(bands.frames[0].fields).toHaveLength(5);
});

it('leaves out what was suppressed, what is below the severity, and everything of a hidden query', async () => {
  const suppressed = { ...DETECTION, suppression: { id: 's', reason: 'r', author: 'a' } };
  expect(customOf((await ask({}, contextWith({}, [suppressed]))).frames[0]).intervals).toEqual([]);
  const low = { ...DETECTION, severity: 'low' as const };
  expect(customOf((await ask({}, contextWith({}, [low]))).frames[0]).intervals).toEqual([]);
  expect(customOf((await ask({ minSeverity: 'low' }, contextWith({}, [low]))).frames[0]).intervals).toHaveLength(1);
  expect((await ask({ hide: true })).frames[0].fields[0].values).toHaveLength(0);
});

it('reads every page of detections', async () => {
  const many = Array.from({ length: 1_203 }, (_, i) => ({
    ...DETECTION,
    id: `d${i}`,
    start: START + 120_000 + Math.floor(i / 3),
  }));
  const { frames } = await ask({}, contextWith({}, many));
  expect(customOf(frames[0]).intervals).toHaveLength(1_203);
});

it('says how the monitor stands where nothing newer comes', async () => {
  const said = async (monitor: Partial<MonitorRecord>) =>
    (await ask({}, contextWith(monitor))).frames[0].meta.notices?.map(({ text }) => text);
  expect(await said({})).toBeUndefined();
  expect(await said({ paused: true, state: 'paused' })).toEqual([expect.stringContaining('is paused')]);
  expect(await said({ state: 'failing', stateText: 'Prometheus cannot be reached.' })).toEqual([
    'The monitor latency is failing: Prometheus cannot be reached.',
  ]);
});

it.each([
  [{ monitor: '' }, 'bad-query', 'names no monitor'],
  [{ monitor: 'gone' }, 'not-found', 'no monitor gone'],
  [{ select: 'everything' }, 'bad-query', 'select'],
])('refuses %j', async (model, code, said) => {
  const { frames, error } = await ask(model);
  expect(frames).toEqual([]);
  expect(error?.code).toBe(code);
  expect(error?.message).toContain(said);
});

it('refuses a monitor that was deleted', async () => {
  const { error } = await ask({}, contextWith({ deletedAt: START }));
  expect(error?.code).toBe('not-found');
  expect(error?.message).toContain('was deleted');
});

it('knows no monitor of another owner', async () => {
  const { error } = await ask({}, { ...contextWith(), owner: { orgId: 2, datasource: 'a' } });
  expect(error?.code).toBe('not-found');
});

it('refuses more points than the datasource allows', async () => {
  const { error } = await ask({}, { ...contextWith(), datasource: { maxPoints: 5 } });
  expect(error?.code).toBe('too-many-points');
});
