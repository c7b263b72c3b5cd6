import { median } from './bench-history.ts';

/** Does something and says how long one of it took, in ms. */
export type Timer = () => Promise<number>;

/** Times `repeat` calls of `work` as one, for work too short for the clock. */
export function timer(work: () => unknown, repeat = 1): Timer {
  return async () => {
    const started = performance.now();
    for (let i = 0; i < repeat; i++) {
      await work();
    }
    return (performance.now() - started) / repeat;
  };
}

/** The same for work that does not wait. */
export function syncTimer(work: () => void, repeat: number): Timer {
  return () => {
    const started = performance.now();
    for (let i = 0; i < repeat; i++) {
      work();
    }
    return Promise.resolve((performance.now() - started) / repeat);
  };
}

/** Processor time of one unit of `work`, which does `units` of them, ms: the machine's other work hardly moves it. */
export function processorTimer(work: () => unknown, units = 1): Timer {
  return async () => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3 / units;
  };
}

/** `work` so many times, one after the other, for what is too short for the clock. */
export function repeated(work: () => unknown, times: number): () => Promise<void> {
  return async () => {
    for (let i = 0; i < times; i++) {
      await work();
    }
  };
}

/**
 * Times peers in turn, so that whatever else the machine does falls on all of them alike: `rounds` rounds, the order turned around in every
 * second one, after `warmUp` rounds that do not count. Gives each one's times in ms, a round an entry.
 */
export async function interleaveRounds<K extends string>(
  peers: Readonly<Record<K, Timer>>,
  rounds: number,
  warmUp = 3
): Promise<Record<K, number[]>> {
  const names = Object.keys(peers) as K[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const took = await peers[name]();
      if (round >= 0) {
        times[name].push(took);
      }
    }
  }
  return times;
}

/** The same; gives the median of each, in ms. */
export async function interleave(
  peers: Readonly<Record<string, Timer>>,
  rounds: number,
  warmUp = 3
): Promise<Record<string, number>> {
  return mediansOf(await interleaveRounds(peers, rounds, warmUp));
}

/** The median of each list. */
export function mediansOf<K extends string>(times: Readonly<Record<K, readonly number[]>>): Record<K, number> {
  const found = (Object.keys(times) as K[]).map((name) => [name, median([...times[name]])] as const);
  return Object.fromEntries(found) as Record<K, number>;
}

/** How many times as long one took as another, the median over the rounds: a spell in which the machine is slower falls on both of a round. */
export function pairedRatio(times: readonly number[], over: readonly number[]): number {
  return median(times.map((time, round) => time / over[round]));
}
