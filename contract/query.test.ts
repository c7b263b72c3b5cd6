import { formatDuration, parseDuration } from './duration.ts';
import { isAskable, selectionOf, withQueryDefaults } from './query.ts';
import { severityOf, thresholdsAt } from './severity.ts';

describe('durations', () => {
  it.each([
    ['15s', 15_000],
    ['5m', 300_000],
    ['1d12h', 129_600_000],
    ['250ms', 250],
  ])('%s is %d ms and back', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(formatDuration(ms)).toBe(text);
  });

  it.each(['', '5', 'm', '5 m', '-5m', '0s', '5m;rm', '1.5h'])('%p is no duration', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});

describe('severity', () => {
  it('is 0.7 / 0.8 / 0.9 at neutral sensitivity', () => {
    expect([0.69, 0.7, 0.8, 0.9].map((s) => severityOf(s))).toEqual([null, 'low', 'medium', 'high']);
    expect(severityOf(Number.NaN)).toBeNull();
  });

  it('has thresholds that fall as sensitivity rises', () => {
    for (let s = 0; s < 1; s += 0.1) {
      const a = thresholdsAt(s);
      const b = thresholdsAt(s + 0.1);
      expect(b.low).toBeLessThan(a.low);
      expect(b.medium).toBeLessThan(a.medium);
      expect(b.high).toBeLessThan(a.high);
      expect(a.low < a.medium && a.medium < a.high && a.high < 1).toBe(true);
    }
  });
});

it('a stored query lacking fields takes the defaults, undefined ones too', () => {
  expect(withQueryDefaults({ expr: 'up', detector: undefined, refId: 'B' })).toMatchObject({
    refId: 'B',
    expr: 'up',
    detector: 'seasonal',
    trainingWindow: '14d',
  });
});

it('a query saved without a detector keeps the one it had then; a new one takes auto', () => {
  expect(withQueryDefaults({ expr: 'up' }).detector).toBe('seasonal');
  expect(withQueryDefaults({ expr: ' ' }).detector).toBe('auto');
  expect(withQueryDefaults({}).detector).toBe('auto');
  expect(withQueryDefaults({ expr: 'up', detector: 'ewma' }).detector).toBe('ewma');
});

describe('a query of a monitor', () => {
  it('selects what its frames hold', () => {
    expect(selectionOf(withQueryDefaults({ output: 'scores' }))).toBe('scores');
    expect(selectionOf(withQueryDefaults({ output: 'monitor', select: 'intervals' }))).toBe('intervals');
    expect(selectionOf(withQueryDefaults({ output: 'monitor' }))).toBe('anomalies');
  });

  it('can be asked without an expression, but not without a monitor', () => {
    expect(isAskable({ output: 'monitor', monitor: 'm1' })).toBe(true);
    expect(isAskable({ output: 'monitor', expr: 'up' })).toBe(false);
    expect(isAskable({ expr: ' ' })).toBe(false);
    expect(isAskable({ expr: 'up', output: 'scores' })).toBe(true);
  });
});
