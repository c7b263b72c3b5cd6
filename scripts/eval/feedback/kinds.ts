import type { Random } from '../random.ts';

/** Distance of the points, ms, and of a day in points. */
export const STEP_MS = 600_000;
export const DAY = 86_400_000 / STEP_MS;
const HOUR = DAY / 24;
/** Point 0 is a Monday, 00:00 UTC. */
export const START_MS = Date.UTC(2026, 0, 5);

/** The series of a monitor before anything happens to them: values, and the spread of their noise. */
export interface Usual {
  readonly name: string;
  readonly values: Float64Array;
  readonly noise: number;
}

/** What a team would call one of its monitors: series, and what happens to them that is no fault and is marked all the same. */
export interface Kind {
  readonly id: string;
  readonly summary: string;
  readonly series: number;
  /** Adds to the values what is no fault. */
  disturb(series: readonly Usual[], random: Random): void;
}

/** Several kinds of nuisance that make people mute their alerts. */
export const KINDS: readonly Kind[] = [
  {
    id: 'nightly-job',
    summary: 'a job at two in the night, not every night and never as large',
    series: 2,
    disturb(series, random) {
      eachDay(series[0].values.length, (day) => {
        if (random.uniform() < 0.6) {
          const size = 5 + 6 * random.uniform();
          const first = day + 2 * HOUR + Math.round(2 * random.normal());
          series.forEach((one) => rise(one, first, 2 + Math.floor(4 * random.uniform()), size));
        }
      });
    },
  },
  {
    id: 'weekly-batch',
    summary: 'a batch on Sundays at three, of some hosts and some weeks',
    series: 3,
    disturb(series, random) {
      eachDay(series[0].values.length, (day, index) => {
        if (index % 7 === 6) {
          for (const one of series) {
            if (random.uniform() < 0.7) {
              rise(
                one,
                day + 3 * HOUR + Math.round(3 * random.normal()),
                9 + Math.floor(9 * random.uniform()),
                6 + 5 * random.uniform()
              );
            }
          }
        }
      });
    },
  },
  {
    id: 'blips',
    summary: 'small blips at any time',
    series: 1,
    disturb(series, random) {
      eachDay(series[0].values.length, (day) => {
        for (let i = random.poisson(0.8); i > 0; i--) {
          rise(
            series[0],
            day + Math.floor(DAY * random.uniform()),
            1 + Math.floor(2 * random.uniform()),
            4.5 + 2.5 * random.uniform()
          );
        }
      });
    },
  },
  {
    id: 'flapping-replicas',
    summary: 'replicas that restart now and then, and serve nothing meanwhile',
    series: 4,
    disturb(series, random) {
      eachDay(series[0].values.length, (day) => {
        for (const one of series) {
          if (random.uniform() < 0.2) {
            rise(
              one,
              day + Math.floor(DAY * random.uniform()),
              1 + Math.floor(3 * random.uniform()),
              -(6 + 2 * random.uniform())
            );
          }
        }
      });
    },
  },
  {
    id: 'noisy-series',
    summary: 'one of six series that is unruly',
    series: 6,
    disturb(series, random) {
      eachDay(series[0].values.length, (day) => {
        for (let i = random.poisson(1.2); i > 0; i--) {
          rise(
            series[2],
            day + Math.floor(DAY * random.uniform()),
            1 + Math.floor(4 * random.uniform()),
            4 + 5 * random.uniform()
          );
        }
      });
    },
  },
  {
    id: 'deploys',
    summary: 'bumps after deploys, on working days about ten and three o’clock',
    series: 2,
    disturb(series, random) {
      eachDay(series[0].values.length, (day, index) => {
        for (const hour of index % 7 < 5 ? [10, 15] : []) {
          if (random.uniform() < 0.35) {
            const first = day + hour * HOUR + Math.round(3 * random.normal());
            series.forEach((one) => rise(one, first, 2 + Math.floor(2 * random.uniform()), 5 + 3 * random.uniform()));
          }
        }
      });
    },
  },
];

/** Series with a daily course and noise. */
export function usualSeries({ id, series }: Kind, points: number, random: Random): Usual[] {
  const phase = random.uniform();
  return Array.from({ length: series }, (_, index) => {
    const level = 60 + 60 * random.uniform();
    const swing = level * (0.1 + 0.2 * random.uniform());
    const noise = level * (0.02 + 0.03 * random.uniform());
    const values = Float64Array.from(
      { length: points },
      (_value, i) => level + swing * Math.sin(2 * Math.PI * (i / DAY + phase)) + noise * random.normal()
    );
    return { name: `${id}-${index}`, values, noise };
  });
}

/** A rise (below 0: a fall) of so many times the noise, the last points of it lower. */
function rise({ values, noise }: Usual, first: number, points: number, size: number): void {
  for (let i = Math.max(0, first); i < Math.min(values.length, first + points); i++) {
    values[i] += noise * size * (i === first + points - 1 && points > 2 ? 0.5 : 1);
  }
}

function eachDay(points: number, task: (first: number, index: number) => void): void {
  for (let index = 0; index * DAY < points; index++) {
    task(index * DAY, index);
  }
}
