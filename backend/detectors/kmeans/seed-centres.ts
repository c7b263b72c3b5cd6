import type { Random } from '../../features/random.ts';

/** Fills in the squared distances of every row from the row `from`. */
export type SquaresFrom = (from: number, squares: Float64Array) => void;

/**
 * k-means++ (Arthur & Vassilvitskii 2007): rows [count, width] as first centres, each drawn with a probability proportional to its squared distance from those before,
 * the best of 2 + ln k draws taken. Fewer than `wanted` where there are fewer different rows. At least one row.
 */
export function seedCentres(rows: Float32Array, width: number, wanted: number, random: Random): Float32Array {
  const picked = seedRows(rows.length / width, wanted, random, squaresOf(rows, width));
  const centres = new Float32Array(picked.length * width);
  picked.forEach((at, k) => centres.set(rows.subarray(at * width, (at + 1) * width), k * width));
  return centres;
}

/** The numbers of the rows that k-means++ takes, for distances that are known some other way. */
export function seedRows(count: number, wanted: number, random: Random, squaresFrom: SquaresFrom): number[] {
  const trials = 2 + Math.floor(Math.log(wanted));
  const picked = [Math.floor(random() * count)];
  let nearest = distancesFrom(count, picked[0], null, squaresFrom);
  while (picked.length < Math.min(wanted, count) && nearest.total > 0) {
    let best: { at: number; found: typeof nearest } | null = null;
    for (let trial = 0; trial < trials; trial++) {
      const at = drawn(nearest, random);
      const found = distancesFrom(count, at, nearest.squares, squaresFrom);
      if (!best || found.total < best.found.total) {
        best = { at, found };
      }
    }
    if (!best) {
      break;
    }
    picked.push(best.at);
    nearest = best.found;
  }
  return picked;
}

function squaresOf(rows: Float32Array, width: number): SquaresFrom {
  return (from, squares) => {
    const base = from * width;
    for (let i = 0, at = 0; i < squares.length; i++) {
      let sum = 0;
      for (let f = 0; f < width; f++) {
        const difference = rows[at++] - rows[base + f];
        sum += difference * difference;
      }
      squares[i] = sum;
    }
  };
}

interface Distances {
  readonly squares: Float64Array;
  readonly total: number;
}

/** Squared distances from row `from`, or those there were before where they are less. */
function distancesFrom(count: number, from: number, before: Float64Array | null, squaresFrom: SquaresFrom): Distances {
  const squares = new Float64Array(count);
  squaresFrom(from, squares);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (before && before[i] < squares[i]) {
      squares[i] = before[i];
    }
    total += squares[i];
  }
  return { squares, total };
}

/** A row with a probability proportional to its square; never one of square 0. */
function drawn({ squares, total }: Distances, random: Random): number {
  let left = random() * total;
  let last = 0;
  for (let i = 0; i < squares.length; i++) {
    if (squares[i] > 0) {
      last = i;
      left -= squares[i];
      if (left < 0) {
        return i;
      }
    }
  }
  return last;
}
