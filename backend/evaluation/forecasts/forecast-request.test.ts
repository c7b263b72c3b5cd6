import fc from 'fast-check';
import { parseDuration } from '../../../contract/duration.ts';
import type { StoredForecast } from '../../../contract/forecast.ts';
import { earlierOrigins, originAt } from './forecast-request.ts';
import { planForecast, stepFor } from './plan-forecast.ts';

const HOUR = 3_600_000;
const text = (forecast?: StoredForecast, more: object = {}) => ({
  expr: 'up',
  step: 'auto',
  trainingWindow: '14d',
  forecast,
  ...more,
});

describe('the plan of a forecast', () => {
  it('takes defaults, and the step that the training window asks for', () => {
    const plan = planForecast(text(), {});
    expect(plan).toMatchObject({ step: 300_000, horizon: HOUR, levels: [0.95], limit: null, exogenous: [] });
    expect(plan.forecaster.id).toBe('auto');
  });

  it('takes a coarser step where the horizon is long, and whole steps', () => {
    expect(planForecast(text({ horizon: '4d' }), {})).toMatchObject({ step: HOUR, horizon: 96 * HOUR });
    expect(planForecast(text({ horizon: '90m' }, { step: '1h' }), {}).horizon).toBe(2 * HOUR);
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 31_536_000 }), fc.integer({ min: 15, max: 300 }), (horizon, scrape) => {
        const step = stepFor(horizon * 1_000, scrape * 1_000, 14 * 24 * HOUR);
        return step <= Math.max(horizon * 1_000, 15_000) && (horizon * 1_000) / step <= 300;
      })
    );
  });

  it('has all levels once, and fills the variables of its queries', () => {
    const plan = planForecast(
      text({
        level: 90,
        levels: [50, 90],
        limit: { expr: ' rate(x[$__rate_interval]) ' },
        exogenous: ['sum_over_time(y[$__interval])'],
      }),
      { scrapeInterval: '1m' }
    );
    expect(plan.levels).toEqual([0.5, 0.9]);
    expect(plan.limit).toEqual({ value: null, expr: 'rate(x[6m])', side: 'above' });
    expect(plan.exogenous).toEqual(['sum_over_time(y[5m])']);
  });

  it.each([
    [text({ forecaster: 'crystal-ball' }), "There is no forecaster 'crystal-ball'"],
    [text({ horizon: '2y' }), 'horizon must be a duration'],
    [text({ horizon: '5m' }, { step: '1h' }), 'shorter than one step'],
    [text({ horizon: '1d' }, { step: '1s' }), 'steps'],
    [text({ limit: { value: 1, expr: 'x' } }), 'not both'],
    [text({ floor: 3, ceiling: 2 }), 'below the ceiling'],
    [text({ settings: { nonsense: 1 } }), "no setting 'nonsense'"],
    [text({ limit: { expr: 'x[$__range]' } }), 'cannot be used'],
  ])('%j is refused', (wrong, why) => {
    expect(() => planForecast(wrong, {})).toThrow(why);
  });
});

describe('origins', () => {
  it('are the last full step at or before the end of the range, and never in the future', () => {
    expect(originAt(10 * HOUR + 5, HOUR, 20 * HOUR)).toBe(10 * HOUR);
    expect(originAt(30 * HOUR, HOUR, 20 * HOUR + 5)).toBe(20 * HOUR);
  });

  it('of earlier forecasts stay where they are while the newest moves on, a horizon before it at least', () => {
    const plan = planForecast(text({ horizon: '6h', earlier: 3 }, { step: '1h' }), {});
    expect(earlierOrigins(101 * HOUR, plan)).toEqual([90 * HOUR, 84 * HOUR, 78 * HOUR]);
    expect(earlierOrigins(100 * HOUR, plan)).toEqual(earlierOrigins(101 * HOUR, plan));
    expect(earlierOrigins(102 * HOUR, plan)[0]).toBe(96 * HOUR);
    expect(parseDuration('6h')).toBe(6 * HOUR);
  });
});
