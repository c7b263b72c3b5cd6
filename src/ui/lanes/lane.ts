import { SEVERITIES } from '../../../contract/severity.ts';
import type { Severity } from '../../../contract/severity.ts';

/** One thing that happened in a lane. Times in ms. */
export interface LaneMark {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** Where it was worst. */
  readonly peak: number;
  readonly severity: Severity;
  readonly score: number;
  /** Whether it goes on. */
  readonly open: boolean;
  /** Drawn as an outline: suppressed, or said to be none. */
  readonly muted: boolean;
  /** What it is, for people: the tooltip's first line and the words of a screen reader. */
  readonly text: string;
}

export interface Lane {
  readonly id: string;
  readonly name: string;
  /** In the order of their start. */
  readonly marks: readonly LaneMark[];
}

/** Lanes in the order of urgency: the worst that is open, then the worst, then the newest; equal ones by name. */
export function byUrgency(lanes: readonly Lane[]): Lane[] {
  const keyed = lanes.map((lane) => ({ lane, keys: urgencyOf(lane) }));
  return keyed
    .sort((a, b) => compare(b.keys, a.keys) || a.lane.name.localeCompare(b.lane.name))
    .map(({ lane }) => lane);
}

function urgencyOf({ marks }: Lane): number[] {
  const worst = (some: readonly LaneMark[]) =>
    some.reduce((rank, { severity }) => Math.max(rank, SEVERITIES.indexOf(severity)), -1);
  const loud = marks.filter(({ muted }) => !muted);
  return [worst(loud.filter(({ open }) => open)), worst(loud), Math.max(0, ...marks.map(({ start }) => start))];
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((value, i) => value - b[i]).find((difference) => difference !== 0) ?? 0;
}

/** A mark in its lane, by their places. */
export interface Place {
  readonly lane: number;
  readonly mark: number;
}

/**
 * Where the keys lead from a place (null: from nowhere): left and right along the lane, up and down to the mark nearest in time of the next lane that has
 * any, Home and End to the lane's ends. null where a key leads nowhere.
 */
export function moved(lanes: readonly Lane[], from: Place | null, key: string): Place | null {
  if (from === null) {
    const lane = lanes.findIndex(({ marks }) => marks.length > 0);
    const known = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);
    return lane < 0 || !known ? null : { lane, mark: lanes[lane].marks.length - 1 };
  }
  const { lane, mark } = from;
  const count = lanes[lane].marks.length;
  switch (key) {
    case 'ArrowLeft':
      return mark > 0 ? { lane, mark: mark - 1 } : null;
    case 'ArrowRight':
      return mark < count - 1 ? { lane, mark: mark + 1 } : null;
    case 'Home':
      return { lane, mark: 0 };
    case 'End':
      return { lane, mark: count - 1 };
    case 'ArrowUp':
    case 'ArrowDown': {
      const step = key === 'ArrowUp' ? -1 : 1;
      let next = lane + step;
      while (lanes[next]?.marks.length === 0) {
        next += step;
      }
      return lanes[next] ? { lane: next, mark: nearest(lanes[next].marks, lanes[lane].marks[mark].peak) } : null;
    }
    default:
      return null;
  }
}

function nearest(marks: readonly LaneMark[], time: number): number {
  const away = marks.map(({ peak }) => Math.abs(peak - time));
  return away.indexOf(Math.min(...away));
}
