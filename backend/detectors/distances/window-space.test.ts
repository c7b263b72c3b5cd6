import { exampleSeries } from '../../features/example-series.ts';
import { fitWindowColumn, windowRows } from '../../features/window-rows.ts';
import { squaredDistance } from './points.ts';
import { evenBlocks, recentBlocks, reductionMatrix, windowPoints } from './window-space.ts';

const STEP = 300_000;
const series = [exampleSeries('a', 1, STEP, 1), exampleSeries('b', 1, STEP, 2)];
const columns = series.map((one) => fitWindowColumn(one, STEP, true));

describe('window space', () => {
  it('cuts windows into at most sixteen blocks in all, two a series at least', () => {
    for (const window of [1, 2, 15, 16, 17, 100, 288]) {
      for (const count of [1, 2, 5, 30]) {
        for (const blocks of [evenBlocks(window, count), recentBlocks(window, count)]) {
          expect(blocks.reduce((sum, width) => sum + width, 0)).toBe(window);
          expect(blocks.every((width) => width >= 1)).toBe(true);
          expect(blocks.length).toBeLessThanOrEqual(Math.max(2, Math.floor(16 / count)));
        }
      }
    }
    expect(recentBlocks(40, 2).at(-1)).toBe(1);
  });

  it('holds the scaled windows themselves where no block is needed', () => {
    const space = { columns: [columns[0]], window: 16, blocks: recentBlocks(16, 1) };
    expect(windowPoints([series[0]], space).rows).toEqual(windowRows([series[0]], [columns[0]], 16).rows);
  });

  it('keeps distances below those of the windows, as its matrix does', () => {
    const space = { columns, window: 50, blocks: evenBlocks(50, 2) };
    const points = windowPoints(series, space);
    const rows = windowRows(series, columns, 50);
    const whole = { rows: rows.rows, count: rows.count, columns: 100 };
    const { values, dims } = reductionMatrix(space);
    for (const at of [0, 30, 100]) {
      expect(squaredDistance(points, at, points, at + 60)).toBeLessThanOrEqual(
        squaredDistance(whole, at, whole, at + 60) * 1.000001
      );
      for (let c = 0; c < dims[1]; c++) {
        let sum = 0;
        for (let r = 0; r < dims[0]; r++) {
          sum += rows.rows[at * 100 + r] * values[r * dims[1] + c];
        }
        expect(points.rows[at * dims[1] + c]).toBeCloseTo(sum, 4);
      }
    }
  });

  it('keeps the newest value of every series', () => {
    const { newest, instants } = windowPoints(series, { columns, window: 20, blocks: recentBlocks(20, 2) });
    const rows = windowRows(series, columns, 1);
    expect(newest[0]).toBe(rows.rows[instants[0] * 2]);
    expect(newest[2 * 100 + 1]).toBe(rows.rows[instants[100] * 2 + 1]);
  });
});
