import fc from 'fast-check';
import type { Series } from '../series/series.ts';
import { exampleSeries } from './example-series.ts';
import { LARGEST_SCALED, fitWindowColumn, windowRows } from './window-rows.ts';

const STEP = 300_000;

function seriesOf(values: readonly number[]): Series {
  return { labels: {}, times: Float64Array.from(values, (_, i) => i * STEP), values: Float64Array.from(values) };
}

describe('windowRows', () => {
  const plain = { name: 'a', period: 0, slots: Float64Array.of(0), center: 0, scale: 1 };

  it('holds the scaled values up to each instant, oldest first, one series after the other', () => {
    const columns = [plain, { ...plain, name: 'b', center: 10, scale: 10 }];
    const made = windowRows([seriesOf([1, 2, 3, 4]), seriesOf([10, 20, 30, 40])], columns, 3);
    expect([...made.instants]).toEqual([2, 3]);
    expect([...made.rows]).toEqual([1, 2, 3, 0, 1, 2, 2, 3, 4, 1, 2, 3]);
    expect(made.names).toEqual(['a -2', 'a -1', 'a 0', 'b -2', 'b -1', 'b 0']);
  });

  it('fills gaps from within the window, and leaves out windows with too many', () => {
    const made = windowRows([seriesOf([7, Number.NaN, 3, 4, 5, Number.NaN, Number.NaN, 8])], [plain], 4);
    expect([...made.instants]).toEqual([3, 4]);
    expect([...made.rows]).toEqual([7, 7, 3, 4, 3, 3, 4, 5]);
  });

  it('gives a row the same numbers whatever surrounds its window', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof({ weight: 5, arbitrary: fc.double({ min: -9, max: 9, noNaN: true }) }, fc.constant(Number.NaN)),
          {
            minLength: 6,
            maxLength: 40,
          }
        ),
        fc.nat(30),
        (values, from) => {
          const whole = windowRows([seriesOf(values)], [plain], 5);
          const cut = seriesOf(values);
          const part = { ...cut, times: cut.times.slice(from), values: cut.values.slice(from) };
          const again = windowRows([part], [plain], 5);
          again.instants.forEach((instant, k) => {
            const at = whole.instants.indexOf(instant + from);
            expect(whole.rows.slice(at * 5, at * 5 + 5)).toEqual(again.rows.slice(k * 5, k * 5 + 5));
          });
        }
      )
    );
  });
});

describe('fitWindowColumn', () => {
  it('takes off the season and scales what is left to about one', () => {
    const series = exampleSeries('m', 14, STEP, 1);
    const column = fitWindowColumn(series, STEP, true);
    const { rows, count } = windowRows([series], [column], 1);
    const mean = rows.reduce((sum, value) => sum + value, 0) / count;
    const spread = Math.sqrt(rows.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
    expect(column.period).toBeGreaterThan(0);
    expect(Math.abs(mean)).toBeLessThan(0.2);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.5);
  });

  it('keeps windows finite for constant and enormous series', () => {
    for (const values of [Array<number>(20).fill(0), Array<number>(20).fill(5), [1e300, -1e300, 1e300, 2, 1e300, 3]]) {
      const series = seriesOf([...values, 1e308]);
      const { rows } = windowRows([series], [fitWindowColumn(seriesOf(values), STEP, true)], 2);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((value) => Math.abs(value) <= LARGEST_SCALED)).toBe(true);
    }
  });
});
