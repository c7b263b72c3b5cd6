import fc from 'fast-check';
import { rateAt } from './schedule.ts';
import type { Schedule } from './schedule.ts';
import { evaluate, freshWatch, observe } from './watch.ts';

describe('rateAt', () => {
  it('keeps, steps down and follows half a cosine', () => {
    const at = (schedule: Schedule, ...steps: number[]) =>
      steps.map((step) => Number(rateAt(schedule, step).toFixed(6)));
    expect(at({ kind: 'constant', rate: 0.1 }, 0, 1, 1e6)).toEqual([0.1, 0.1, 0.1]);
    expect(at({ kind: 'step', rate: 1, every: 10, factor: 0.5 }, 0, 9, 10, 19, 20)).toEqual([1, 1, 0.5, 0.5, 0.25]);
    const cosine: Schedule = { kind: 'cosine', rate: 1, steps: 100, least: 0.2 };
    expect(at(cosine, 0, 50, 100, 500)).toEqual([1, 0.6, 0.2, 0.2]);
    expect(at({ ...cosine, warmUp: 20 }, 20, 60, 100)).toEqual([1, 0.6, 0.2]);
  });

  it('warms up evenly and never rises afterwards', () => {
    const kinds = fc.constantFrom<Schedule>(
      { kind: 'constant', rate: 0.3 },
      { kind: 'step', rate: 0.3, every: 7, factor: 0.9 },
      { kind: 'cosine', rate: 0.3, steps: 60 }
    );
    fc.assert(
      fc.property(kinds, fc.nat(40), (schedule, warmUp) => {
        const rates = Array.from({ length: 120 }, (_, step) => rateAt({ ...schedule, warmUp }, step));
        rates.slice(0, warmUp).forEach((rate, i) => expect(rate).toBeCloseTo((0.3 * (i + 1)) / (warmUp + 1), 12));
        expect(rates[warmUp]).toBeCloseTo(0.3, 12);
        rates.slice(warmUp + 1).forEach((rate, i) => expect(rate).toBeLessThanOrEqual(rates[warmUp + i] + 1e-12));
        expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
      })
    );
  });
});

describe('watching the loss', () => {
  const judge = (losses: readonly number[], rules: Partial<Parameters<typeof evaluate>[4]>, tolerance = 0.01) => {
    const watch = freshWatch();
    const factors = losses.map((loss, i) => {
      if (watch.stoppedAt < 0) {
        evaluate(watch, loss, (i + 1) * 10, tolerance, { isJudged: true, ...rules });
      }
      return watch.factor;
    });
    return { watch, factors };
  };

  it('reduces the rate on a plateau, again after as long, down to the least', () => {
    const flat = [1, 0.5, 0.5, 0.499, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4];
    const { factors } = judge(flat, { plateau: { factor: 0.1, patience: 2, least: 0.005 } });
    expect(factors.map((factor) => Number(factor.toFixed(6)))).toEqual([
      1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.005, 0.005, 0.005,
    ]);
  });

  it('stops after as many evaluations without improvement, and keeps the best loss', () => {
    const { watch } = judge([1, 0.9, 0.899, 0.95, 0.7, 0.8, 0.8, 0.8, 0.1], { stop: { patience: 3 } });
    expect(watch).toMatchObject({ stoppedAt: 80, best: 0.7 });
  });

  it('judges by the mean training loss where nothing is held out, and ends at a loss that is no number', () => {
    const watch = freshWatch();
    [1, 2, 3].forEach((loss, i) => observe(watch, loss, i + 1));
    expect(evaluate(watch, null, 3, 0, { isJudged: true })).toBe(true);
    expect(watch).toMatchObject({ best: 2, sum: 0, count: 0 });
    observe(watch, Number.NaN, 4);
    expect(evaluate(watch, null, 4, 0, { isJudged: true })).toBe(false);
    expect(watch).toMatchObject({ divergedAt: 4, stoppedAt: 4, best: 2 });
  });
});
