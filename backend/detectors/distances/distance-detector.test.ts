import { exampleSeries } from '../../features/example-series.ts';
import type { Series } from '../../series/series.ts';
import type { Detector, SeriesGroup } from '../detector.ts';
import { lof } from '../lof/lof.ts';
import { windowKnn } from '../window-knn/window-knn.ts';
import { parametersOf } from './distance-model.ts';
import type { DistanceSettings } from './distance-model.ts';
import { spreadSample } from './reference-windows.ts';

const STEP = 900_000;
const DAY = 96;
const DETECTORS: readonly Detector<DistanceSettings>[] = [windowKnn, lof];

function changed(series: Series, from: number, to: number, change: (value: number, i: number) => number): Series {
  return { ...series, values: series.values.map((value, i) => (i >= from && i < to ? change(value, i) : value)) };
}
const group = (...series: Series[]): SeriesGroup => ({ step: STEP, series });
const part = ({ labels, times, values }: Series, from: number, to: number): Series => ({
  labels,
  times: times.slice(from, to),
  values: values.slice(from, to),
});
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(DETECTORS.map((detector) => [detector.id, detector] as const))('%s', (_, detector) => {
  const settings = detector.schema.parse({});
  const seven = exampleSeries('a', 7, STEP, 1);
  const weeks = exampleSeries('a', 21, STEP, 1);

  it('calibrates on windows that are compared as new ones will be: their overlapping ones do not count', async () => {
    const [model] = await detector.fit([group(part(weeks, 0, 14 * DAY))], settings, 1);
    const clean = group(part(weeks, 14 * DAY - settings.window, 21 * DAY));
    const [{ series }] = await detector.score([model], [null], [clean]);
    const scores = series[0].score.filter(Number.isFinite);
    // One point in ten reaches the score of rarity 1 where the scale holds; with overlapping windows as neighbours nearly all would.
    expect(scores.filter((score) => score >= 0.7 / 3).length / scores.length).toBeLessThan(0.5);
  });

  it('does not take the next of a few rare events for one beyond all measure', async () => {
    const values = seven.values.map((_, i) => (i === 200 || i === 330 || i === 500 ? 1 : 0));
    const rare = { ...seven, values };
    const [model] = await detector.fit([group(rare)], { ...settings, window: 2 }, 1);
    const [{ series }] = await detector.score([model], [null], [group(part(rare, 195, 205))]);
    expect(series[0].score[5]).toBeLessThan(0.9);
    expect(series[0].score[2]).toBeLessThan(0.5);
  });

  it('keeps no more references than it may, spread over the training data', async () => {
    const [model] = await detector.fit([group(seven)], { ...settings, references: 100 }, 1);
    const { references } = parametersOf(model);
    expect(references?.places).toHaveLength(100);
    const gaps = references?.places.slice(1).map((place, i) => place - references.places[i]) ?? [];
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.ceil(seven.times.length / 100));
    expect([...spreadSample(5, 9, 1)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('tells of several series the one that is unlike, jointly', async () => {
    const series = [1, 2, 3].map((seed) => exampleSeries(`s${seed}`, 21, STEP, seed));
    const [model] = await detector.fit(
      [group(...series.map((one) => part(one, 0, 14 * DAY)))],
      { ...settings, joint: true },
      1
    );
    const fault = 14 * DAY + 100;
    series[1] = changed(series[1], fault, fault + 1, (value) => value + 150);
    const window = group(...series.map((one) => part(one, 14 * DAY - settings.window, 21 * DAY)));
    const [scores] = await detector.score([model], [null], [window]);
    const at = 100 + settings.window;
    const [first, second, third] = scores.series.map(({ score }) => score[at]);
    expect(second).toBeGreaterThan(0.8);
    expect(Math.max(first, third)).toBeLessThan(second / 2);
    const { contributions } = detector.explain(model, window, scores, 1, at);
    expect(contributions[0].name).toMatch(/s2/);
    expect(contributions[0].share).toBeGreaterThan(0.8);
  });

  it('explains by the nearest usual windows and what sets the window apart', async () => {
    const at = 14 * DAY + 50;
    const faulty = changed(weeks, at, at + 1, (value) => value + 150);
    const [model] = await detector.fit([group(part(weeks, 0, 14 * DAY))], settings, 1);
    const window = group(part(faulty, 14 * DAY - settings.window, 21 * DAY));
    const [scores] = await detector.score([model], [null], [window]);
    const { summary, facts, contributions } = detector.explain(model, window, scores, 0, 50 + settings.window);
    expect(contributions[0].name).toBe('The newest value (scaled)');
    expect(summary).toMatch(/even the most alike of training \(2026-01-\d\d \d\d:\d\d UTC/);
    expect(facts.map(({ key }) => key)).toContain('nearestWindows');
    const next = detector.explain(model, window, scores, 0, 51 + settings.window);
    expect(next.contributions[0].name).toBe('The value 1 point before (scaled)');
  });

  it('marks an anomaly of a range from its first point to its last', async () => {
    const [from, to] = [3 * DAY, 3 * DAY + 40];
    const frozen = changed(seven, from, to, (_value, i) => 110 + (i % 2) * 60);
    const [{ series }] = (await detector.scoreRange?.([group(frozen)], settings, 1)) ?? [];
    const { score } = series[0];
    expect(mean(score.slice(from, to))).toBeGreaterThan(0.6);
    expect(mean(score.slice(0, from - 64))).toBeLessThan(0.3);
    expect(score.filter((value) => value >= 0.9).length).toBeLessThan(80);
  });

  it('takes ranges of any length, with gaps', async () => {
    for (const length of [0, 1, 20, 200, 500]) {
      const gapped = changed(part(seven, 0, length), 0, length, (value, i) => (i % 11 === 3 ? Number.NaN : value));
      const [{ series }] = (await detector.scoreRange?.([group(gapped)], settings, 1)) ?? [];
      expect(series[0].score).toHaveLength(length);
      series[0].score.forEach((score, i) => {
        expect(Number.isNaN(score) || (score >= 0 && score <= 1 && i % 11 !== 3)).toBe(true);
      });
      expect(series[0].score.some(Number.isFinite)).toBe(length >= 200);
    }
  });
});
