import { seededRandom } from '../../features/random.ts';
import { DriftWatch } from './drift.ts';
import type { MonitorMemory } from './watched.ts';

const STEP = 60_000;
const HOUR = 60;

/** Hours after the change until a drift is told, of at most `hours`; null where none is. */
function toldAfter(hours: number, deviation: (hour: number, random: () => number) => number): number | null {
  const watch = new DriftWatch(STEP);
  const series = new Map([['a', { ordinal: 0, key: 'a', labels: {} }]]) as unknown as MonitorMemory['series'];
  const memory: MonitorMemory = { series, groups: [], ordinals: new Map(), lookback: 0, stateTo: 0 };
  const random = seededRandom(1);
  const normal = (): number => (random() + random() + random() - 1.5) * 0.6;
  const calm = 48;
  for (let hour = 0; hour < calm + hours; hour++) {
    const value = Float32Array.from({ length: HOUR }, () => (hour < calm ? normal() : deviation(hour - calm, normal)));
    const column = (of: number): Float32Array => new Float32Array(HOUR).fill(of);
    const columns = [
      {
        ordinal: 0,
        value,
        score: column(0),
        unadjusted: null,
        expected: column(0),
        lower: column(-1),
        upper: column(1),
        anomaly: new Uint8Array(HOUR),
      },
    ];
    const outcome = { from: hour * HOUR * STEP, count: HOUR, columns, changes: [], milliseconds: 0 };
    if (watch.watch(memory, outcome).length > 0) {
      return hour - calm + 1;
    }
  }
  return null;
}

it('tells no drift of a calm series in a month', () => {
  expect(toldAfter(24 * 28, (_, normal) => normal())).toBeNull();
});

it.each([
  ['level', (_: number, normal: () => number) => 1.5 + normal()],
  ['level', (_: number, normal: () => number) => -1.5 + normal()],
  ['scale', (_: number, normal: () => number) => 8 * normal()],
])('tells a lasting change of %s within two days', (_, deviation) => {
  expect(toldAfter(48, deviation)).not.toBeNull();
});

it('takes no anomaly for a drift in its first hours, however strong', () => {
  expect(toldAfter(8, () => 1_000)).toBeNull();
  expect(toldAfter(48, (hour, normal) => (hour < 6 ? 1_000 : normal()))).toBeNull();
});
