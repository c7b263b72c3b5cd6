import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { DEMO_QUERIES } from '../../demo/queries.ts';
import { evaluate } from '../../demo/replay/evaluate.ts';
import { parseExpression } from '../../demo/replay/parse.ts';
import { openStore } from '../../demo/replay/store.ts';
import { SLOT_MS, faultsBetween, makeFault, SCENARIOS } from '../../demo/shop/faults.ts';
import type { Fault } from '../../demo/shop/faults.ts';
import { SERIES_COUNT, readerOf } from '../../demo/shop/read-samples.ts';
import { openShop } from '../../demo/shop/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ORIGIN = Date.UTC(2026, 0, 14, 8);

describe('the schedule of faults', () => {
  const first = 8 * 3_100 * SLOT_MS;
  const round = faultsBetween(3, first, first + 24 * SLOT_MS);

  it('has each type once in eight slots, and no two faults at once', () => {
    for (let slot = 0; slot < 24; slot += 8) {
      const from = first + slot * SLOT_MS;
      const types = round.filter(({ start }) => start >= from && start < from + 8 * SLOT_MS);
      expect(types.map(({ type }) => type).sort()).toEqual([...ANOMALY_TYPES].sort());
    }
    for (let i = 1; i < round.length; i++) {
      expect(round[i].start - round[i - 1].end).toBeGreaterThan(HOUR);
    }
  });

  it('is the same whichever part of it is asked for', () => {
    const [from, to] = [first + 5 * SLOT_MS + 3 * HOUR, first + 9 * SLOT_MS];
    const expected = round.filter(({ start }) => start >= from && start < to);
    expect(faultsBetween(3, from, to)).toEqual(expected);
    expect(faultsBetween(4, from, to)).not.toEqual(expected);
  });
});

describe('the shop', () => {
  it('exports at most 150 series', () => {
    expect(SERIES_COUNT).toBeLessThanOrEqual(150);
  });

  it('goes on live, to the sample, where its history ended', () => {
    const end = ORIGIN + HOUR;
    const history = readerOf(openShop({ seed: 1, origin: ORIGIN }));
    const live = readerOf(openShop({ seed: 1, origin: ORIGIN }));
    for (let time = ORIGIN; time < end; time += MINUTE) {
      history(time);
    }
    // The live shop is first asked when the history is over, and at odd times.
    for (const time of [end + 1_234, end + 61_234, end + 121_999]) {
      expect([...live(time)]).toEqual([...history(time)]);
    }
  });

  it('cannot be read backwards', () => {
    const read = readerOf(openShop({ seed: 1, origin: ORIGIN }));
    read(ORIGIN + HOUR);
    expect(() => read(ORIGIN)).toThrow('forwards only');
  });
});

const STRUCK = ORIGIN + 10 * MINUTE;
const storeWith = (asked: Fault[], to: number) =>
  openStore(readerOf(openShop({ seed: 5, origin: ORIGIN, faults: 'none', asked })), ORIGIN, to);
const calm = storeWith([], STRUCK + 75 * MINUTE);

/** The values of the fault's own metric, minute by minute, as multiples of what they are without it. */
function ratiosDuring(fault: Fault): number[] {
  const expr = parseExpression(DEMO_QUERIES.find(({ id }) => id === fault.signal)?.expr ?? '');
  const grid = { start: STRUCK + MINUTE, step: MINUTE, count: Math.floor((fault.end - STRUCK) / MINUTE) };
  const [without, during] = [calm, storeWith([fault], fault.end)].map(
    (store) => evaluate(store, expr, grid).find(({ labels }) => labels.service === fault.service)?.values
  );
  return Array.from(during ?? [], (value, i) => value / (without?.[i] ?? Number.NaN));
}

const cases = ANOMALY_TYPES.flatMap((type) => SCENARIOS[type].services.map((service) => ({ type, service })));

it.each(cases)('$type shows in its own metric of $service', ({ type, service }) => {
  const ratios = ratiosDuring(makeFault({ type, service, start: STRUCK }));
  const middle = ratios[Math.floor(ratios.length / 2)];
  if (type === 'throughput_drop') {
    expect(middle).toBeLessThan(0.5);
  } else if (type === 'unusual_pattern') {
    expect(Math.max(...ratios)).toBeGreaterThan(1.5);
    expect(Math.min(...ratios.slice(5))).toBeLessThan(1.15);
  } else {
    expect(middle).toBeGreaterThan(type === 'memory_leak' || type === 'resource_spike' ? 1.15 : 1.4);
  }
});
