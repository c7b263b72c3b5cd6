import { measuresOf } from './measures.ts';
import { DIFFICULTY, stormOf } from './storm.ts';
import { builtInTopology } from './topology.ts';

const MINUTE = 60_000;
const graph = builtInTopology();
const made = Array.from({ length: 6 }, (_, seed) => stormOf(seed, graph));

describe('storms of alerts', () => {
  it('are the same for the same seed', () => {
    expect(stormOf(3, graph)).toEqual(made[3]);
    expect(stormOf(3, graph).alerts).not.toEqual(made[4].alerts);
  });

  it('are as difficult as was fixed: faults, unrelated alerts, alerts without a service, delays', () => {
    let [related, nameless] = [0, 0];
    for (const { alerts, truth, faults } of made) {
      expect(faults.length).toBeGreaterThanOrEqual(DIFFICULTY.faults[0]);
      expect(faults.length).toBeLessThanOrEqual(DIFFICULTY.faults[1]);
      const unrelated = truth.filter((group) => group >= faults.length).length;
      expect(unrelated / truth.length).toBeGreaterThanOrEqual(0.2);
      const first = new Map<string, number>();
      alerts.forEach((alert, i) => {
        if (truth[i] < faults.length) {
          related++;
          nameless += alert.service === '' ? 1 : 0;
          const key = `${truth[i]}/${alert.fingerprint}`;
          first.set(key, first.get(key) ?? alert.start - faults[truth[i]].start);
        }
      });
      expect(Math.min(...first.values())).toBeGreaterThanOrEqual(0);
      expect(
        [...first.values()].filter((delay) => delay <= DIFFICULTY.delay * MINUTE).length / first.size
      ).toBeGreaterThan(0.9);
      expect(alerts.map(({ start }) => start)).toEqual(alerts.map(({ start }) => start).toSorted((a, b) => a - b));
    }
    expect(nameless / related).toBeGreaterThan(0.1);
  });

  it('are measured by pairs, as by hand', () => {
    const { f1, precision, recall, ari, reduction, purity } = measuresOf([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 1]);
    expect(precision).toBeCloseTo(2 / 4);
    expect(recall).toBeCloseTo(2 / 7);
    expect(f1).toBeCloseTo((2 * 2) / 11);
    // (2 - 4 * 7 / 15) / ((4 + 7) / 2 - 4 * 7 / 15)
    expect(ari).toBeCloseTo((2 - 28 / 15) / (5.5 - 28 / 15));
    expect(reduction).toBeCloseTo(0.5);
    expect(purity).toBeCloseTo(5 / 6);
  });
});
