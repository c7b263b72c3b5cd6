import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { ResultChunk } from '../../store/monitors/records.ts';
import { mergeChunks } from './merge-chunks.ts';
import { decodeChunk, encodeChunk } from './result-chunk.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Points of one chunk at most: who reads an hour of it decodes no more. */
const MOST_POINTS = 500_000;
/** Fewer chunks of an hour are left as they are. */
const FEW = 4;

/**
 * Puts the small chunks of evaluations together: those of each whole hour before `now` (ms) into one, those of each whole day again. What lies closer together
 * compresses better, and a range reads in fewer pieces. Gives how many chunks went. Call it from time to time; it looks two days back.
 */
export async function compactResults(
  store: Pick<MonitorStore, 'readResults' | 'compactResults'>,
  monitor: string,
  now: number
): Promise<number> {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const days = await compactSpan(store, monitor, today - 2 * DAY_MS, today, DAY_MS, 2);
  return days + (await compactSpan(store, monitor, today, hour, HOUR_MS, FEW));
}

/** The same for one monitor after the other, until `isOver`. */
export async function compactAll(
  store: Pick<MonitorStore, 'readResults' | 'compactResults'>,
  monitors: readonly string[],
  now: number,
  isOver: () => boolean
): Promise<void> {
  for (const id of monitors) {
    if (isOver()) {
      return;
    }
    await compactResults(store, id, now);
  }
}

/** The chunks that lie within each `length` from `from` to `to`, joined where there are at least `few`. */
async function compactSpan(
  store: Pick<MonitorStore, 'readResults' | 'compactResults'>,
  monitor: string,
  from: number,
  to: number,
  length: number,
  few: number
): Promise<number> {
  let gone = 0;
  for (let start = from; start < to; start += length) {
    const end = start + length;
    const inside = (await store.readResults(monitor, start, end - 1)).filter(
      (chunk) => chunk.start >= start && chunk.end < end
    );
    for (const run of runsOf(inside)) {
      if (run.length >= few) {
        await store.compactResults(monitor, run, merged(run));
        gone += run.length - 1;
      }
    }
  }
  return gone;
}

/** Neighbours of one step, as many as one chunk takes. */
function runsOf(chunks: readonly ResultChunk[]): ResultChunk[][] {
  const runs: ResultChunk[][] = [];
  let step = 0;
  let points = Number.POSITIVE_INFINITY;
  for (const chunk of chunks) {
    const own = decodeChunk(chunk.bytes, () => false).step;
    if (own !== step || points + chunk.points > MOST_POINTS) {
      runs.push([]);
      points = 0;
    }
    runs[runs.length - 1].push(chunk);
    points += chunk.points;
    step = own;
  }
  return runs;
}

function merged(chunks: readonly ResultChunk[]): ResultChunk {
  const joined = mergeChunks(chunks.map(({ bytes }) => decodeChunk(bytes)));
  const bytes = encodeChunk(joined);
  const points = chunks.reduce((sum, chunk) => sum + chunk.points, 0);
  return { start: chunks[0].start, end: chunks[chunks.length - 1].end, points, bytes };
}
