import { seededRandom } from '../../features/random.ts';
import { columnsAt, differencesAfter, equationsAt, weightsOf } from './regression.ts';
import type { Design } from './design.ts';

const DESIGN: Design = { lags: 12, around: 6, season: 6, ahead: 4, waves: [{ period: 50, harmonics: 2 }] };

function values(points: number): Float64Array {
  const random = seededRandom(3);
  return Float64Array.from({ length: points }, (_, i) => Math.sin(i) + Math.sin(i / 8) + random());
}

describe('equations of a ridge regression', () => {
  it('give the weights at which the penalised squares are least', () => {
    const series = values(150);
    const [equations] = equationsAt(series, DESIGN, 0.1, [150]);
    const weights = weightsOf(equations);
    const { size, scale } = equations;
    // The gradient of the squares over every window, written out by the columns themselves, is minus the penalty's, which is equal for all steps.
    const rows = Array.from({ length: 150 - 12 - 4 + 1 }, (_, i) => i + 12);
    const gradient = (step: number, column: number) =>
      rows.reduce((sum, known) => {
        const columns = columnsAt(series, known, DESIGN, scale);
        const said = columns.reduce((total, value, k) => total + value * weights[k * 4 + step], 0);
        const target = series[known + step] - series[known + step - 6];
        return sum + (said - target) * columns[column];
      }, 0);
    const penalties = [0, 5, 11, 12, 14, 16].flatMap((column) =>
      [0, 3].map((step) => -gradient(step, column) / weights[column * 4 + step])
    );
    penalties.forEach((penalty) => expect(penalty / penalties[0]).toBeCloseTo(1, 6));
    expect(penalties[0]).toBeGreaterThan(0);
    expect(size).toBe(12 + 1 + 4);
  });

  it('know nothing of what comes after their origin', () => {
    const series = values(150);
    const changed = series.map((value, i) => (i < 100 ? value : 1e6));
    const [early] = equationsAt(series, DESIGN, 0.1, [100, 150]);
    const [same] = equationsAt(changed, DESIGN, 0.1, [100, 150]);
    expect(early.right).toEqual(same.right);
    expect(early.factor).toEqual(same.factor);
  });

  it('give the same differences by one solution as by the weights', () => {
    const series = values(150);
    const [equations] = equationsAt(series, DESIGN, 0.1, [150]);
    const weights = weightsOf(equations);
    const columns = columnsAt(series, 150, DESIGN, equations.scale);
    const differences = differencesAfter(series, 150, equations);
    differences.forEach((difference, h) => {
      const said = columns.reduce((sum, value, k) => sum + value * weights[k * 4 + h], 0);
      expect(difference).toBeCloseTo(said, 9);
    });
  });
});
