import { FAMILIES } from './families.ts';
import { TICK_MS } from './shop.ts';
import type { Shop } from './shop.ts';

const SAMPLES = FAMILIES.flatMap((family) => family.samples.map((sample) => ({ family, sample })));

/** How many series the shop exports. */
export const SERIES_COUNT = SAMPLES.length;

/** Values of all samples of `FAMILIES`, in their order, at any time (ms) from the shop's present on. */
export type Reader = (time: number) => Float64Array;

/**
 * Reads a shop between its ticks: counters grow evenly from one tick to the next (whole numbers where both are), so that it does not
 * matter when within a tick a scrape comes; gauges keep the earlier tick's value.
 */
export function readerOf(shop: Shop): Reader {
  const before = new Float64Array(SAMPLES.length);
  const after = new Float64Array(SAMPLES.length);
  let afterTime = Number.NaN;
  const capture = (into: Float64Array) => {
    for (let i = 0; i < SAMPLES.length; i++) {
      into[i] = SAMPLES[i].sample.value(shop.state);
    }
  };
  return (time) => {
    const tick = Math.floor(time / TICK_MS) * TICK_MS;
    if (shop.state.time <= tick) {
      shop.advance(tick);
      capture(before);
      shop.advance(tick + TICK_MS);
      capture(after);
      afterTime = shop.state.time;
    } else if (afterTime !== tick + TICK_MS) {
      throw new RangeError('A shop is read forwards only.');
    }
    const share = (time - tick) / TICK_MS;
    return before.map((value, i) => {
      if (SAMPLES[i].family.type === 'gauge') {
        return value;
      }
      const between = value + share * (after[i] - value);
      return Number.isInteger(value) && Number.isInteger(after[i]) ? Math.floor(between) : between;
    });
  };
}
