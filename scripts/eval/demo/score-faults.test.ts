import { makeFault } from '../../../demo/shop/faults.ts';
import type { Mark } from './read-marks.ts';
import { figuresByType, outcomeOf, toldTypes, unexplained } from './score-faults.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 14, 12);
const fault = makeFault({ type: 'latency_spike', service: 'payments', start: START }, { minutes: 15 });

const mark = (more: Partial<Mark>): Mark => ({
  query: 'latency',
  service: 'payments',
  start: START + 2 * MINUTE,
  end: START + 14 * MINUTE,
  marked: START + 3 * MINUTE,
  type: 'latency_spike',
  score: 0.95,
  text: '',
  ...more,
});

it('counts from the onset to the first medium score, on the service and on the own metric', () => {
  const marks = [mark({}), mark({ query: 'cpu', marked: START + MINUTE }), mark({ service: 'cart', marked: START })];
  expect(outcomeOf(fault, marks, [])).toMatchObject({ delay: MINUTE, ownDelay: 3 * MINUTE, label: 'latency_spike' });
});

it('takes the label of the highest score on the own metric, early and in the end', () => {
  const marks = [
    mark({ type: 'unusual_pattern', score: 0.9 }),
    mark({}),
    mark({ query: 'cpu', score: 1, type: 'cpu_overload' }),
  ];
  const outcome = outcomeOf(fault, marks, [mark({ type: 'performance_degradation' })]);
  expect(outcome).toMatchObject({ label: 'latency_spike', earlyLabel: 'performance_degradation' });
});

it('a mark that began before the fault, or long after it, does not count', () => {
  const marks = [mark({ start: START - MINUTE }), mark({ start: fault.end + 6 * MINUTE })];
  expect(outcomeOf(fault, marks, [])).toMatchObject({ delay: null, label: null });
});

it('what meets no fault of any service is unexplained', () => {
  const stray = mark({ service: 'cart', start: fault.end + 31 * MINUTE, end: fault.end + 40 * MINUTE });
  expect(unexplained([fault], [mark({ service: 'cart' }), stray])).toEqual([stray]);
});

it('a type is told from three quarters of its faults on; a late mark is not in time', () => {
  const right = outcomeOf(fault, [mark({})], []);
  const late = outcomeOf(fault, [mark({ marked: START + 6 * MINUTE })], []);
  const wrong = outcomeOf(fault, [mark({ type: 'unusual_pattern' })], []);
  const figures = figuresByType([right, right, late, wrong]);
  expect(figures.find(({ type }) => type === 'latency_spike')).toMatchObject({ faults: 4, inTime: 3, labelled: 3 });
  expect(toldTypes(figures)).toEqual(['latency_spike']);
  expect(toldTypes(figuresByType([right, wrong, wrong, right]))).toEqual([]);
});
