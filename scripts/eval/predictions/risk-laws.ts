import type { Random } from '../random.ts';

/** Whether a series misbehaves at its next point, by a law of its own; `copy` begins another one from here. */
export interface Trouble {
  /** How far off the next point is, in standard deviations of its noise; 0 for a usual one. `hour`: 0..24. */
  next(random: Random, hour: number): number;
  copy(): Trouble;
}

export interface RiskLaw {
  readonly name: string;
  /** `horizon`: points in one horizon. */
  draw(random: Random, horizon: number): Trouble;
}

const size = (random: Random): number => (random.uniform() < 0.5 ? -1 : 1) * (15 + 15 * random.uniform());

/** Spells in which anomalies come thick, and calm between; how a spell begins or ends depends on nothing else. */
function spells(random: Random, horizon: number): Trouble {
  const [length, pause] = [horizon * (4 + 8 * random.uniform()), horizon * (20 + 30 * random.uniform())];
  const rate = (0.5 + 0.5 * random.uniform()) / horizon;
  const from = (begun: boolean): Trouble => {
    let isOn = begun;
    return {
      next(draws) {
        isOn = draws.uniform() < 1 / (isOn ? length : pause) ? !isOn : isOn;
        return isOn && draws.uniform() < rate ? size(draws) : 0;
      },
      copy: () => from(isOn),
    };
  };
  return from(false);
}

/** Jobs that go wrong on some days, at an hour of their own. */
function nightly(random: Random): Trouble {
  const hour = 24 * random.uniform();
  const chance = 0.3 + 0.6 * random.uniform();
  const make = (): Trouble => ({
    next: (draws, now) => (Math.abs(now - hour) < 0.05 && draws.uniform() < chance ? size(draws) : 0),
    copy: make,
  });
  return make();
}

/** What went wrong makes more go wrong soon after: a self-exciting process (Hawkes 1971). */
function aftershocks(random: Random, horizon: number): Trouble {
  const base = (0.05 + 0.1 * random.uniform()) / horizon;
  const keep = Math.exp(-1 / (horizon * (1 + 2 * random.uniform())));
  const gain = (0.6 + 0.3 * random.uniform()) * (1 - keep);
  const from = (started: number): Trouble => {
    let excited = started;
    return {
      next(draws) {
        const isOff = draws.uniform() < base + excited;
        excited = keep * excited + (isOff ? gain : 0);
        return isOff ? size(draws) : 0;
      },
      copy: () => from(excited),
    };
  };
  return from(0);
}

/** Anomalies that nothing tells of beforehand. */
function sudden(random: Random, horizon: number): Trouble {
  const rate = (0.05 + 0.4 * random.uniform()) / horizon;
  const make = (): Trouble => ({ next: (draws) => (draws.uniform() < rate ? size(draws) : 0), copy: make });
  return make();
}

export const RISK_LAWS: readonly RiskLaw[] = [
  { name: 'spells', draw: spells },
  { name: 'at an hour', draw: nightly },
  { name: 'aftershocks', draw: aftershocks },
  { name: 'sudden', draw: sudden },
];
