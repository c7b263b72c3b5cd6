import type { Detector, FittedModel } from '../../detectors/detector.ts';
import type { Labels } from '../../series/series.ts';
import { findDetector } from '../../workers/find-detector.ts';
import { interned, repack, unpack } from '../../workers/pack.ts';
import type { Packed } from '../../workers/pack.ts';
import type { GrowingRun, ModelGroup, MonitorMemory, ResultPoint, WatchedSeries } from './watched.ts';
import { watch } from './watched.ts';

const VERSION = 1;

interface SavedSeries {
  readonly key: string;
  readonly labels: Labels;
  readonly ordinal: number;
  readonly firstSeen: number;
  readonly lastSeen: number | null;
  readonly hasScores: boolean;
  readonly run: GrowingRun | null;
  readonly latest: ResultPoint | null;
}

interface SavedGroup {
  readonly columns: readonly string[];
  readonly detector: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly isStandIn: boolean;
  readonly isKnown: boolean;
  readonly trainedTo: number;
  /** Which shape, and how many bytes: the model, with the state where it stands. */
  readonly model: readonly [shape: number, bytes: number];
}

interface Saved {
  readonly version: number;
  readonly fingerprint: string;
  readonly shapes: readonly string[];
  readonly series: readonly SavedSeries[];
  readonly groups: readonly SavedGroup[];
}

/** Snapshots are taken at most so often, and so seldom that no more than so many bytes a second are written for one monitor; ms. */
const LEAST_DISTANCE_MS = 300_000;
const BYTES_A_MS = 2;
/** Larger ones are not taken: after a restart such a monitor learns from its training window again. */
const LARGEST_BYTES = 64 * 2 ** 20;

/** When a snapshot is worth its bytes: between two a restart goes through the source's data again. */
export class SnapshotClock {
  private takenAt = Number.NEGATIVE_INFINITY;
  private isDemanded = false;

  /** The next commit needs one: models are new. */
  demand(): void {
    this.isDemanded = true;
  }

  taken(now: number): void {
    this.takenAt = now;
    this.isDemanded = false;
  }

  isDue(now: number, memory: MonitorMemory): boolean {
    const bytes = sizeOf(memory);
    return (
      bytes <= LARGEST_BYTES &&
      (this.isDemanded || now - this.takenAt >= Math.max(LEAST_DISTANCE_MS, bytes / BYTES_A_MS))
    );
  }
}

/** Bytes that a snapshot of the memory takes, about. */
export function sizeOf({ groups, series }: MonitorMemory): number {
  return groups.reduce((sum, { packed }) => sum + packed.bytes.byteLength, series.size * 300);
}

/**
 * The memory as bytes: a text that describes it, then all models and states. What detectors look back on is left out, for the source has it.
 * `fingerprint`: of what decides models; a snapshot of another is of no use.
 */
export function encodeSnapshot(memory: MonitorMemory, fingerprint: string): Uint8Array {
  const shapes = new Map<string, number>();
  const parts: Uint8Array[] = [];
  const place = ({ shape, bytes }: Packed): readonly [number, number] => {
    const index = shapes.get(shape) ?? shapes.size;
    shapes.set(shape, index);
    parts.push(bytes);
    return [index, bytes.byteLength];
  };
  const groups = memory.groups.map(({ columns, detector, model, state, packed, ...group }): SavedGroup => ({
    ...group,
    columns: columns.map(({ key }) => key),
    detector: detector.id,
    model: place(repack(packed, { ...model, state }, 'own')),
  }));
  const series = [...memory.series.values()].map(({ recent: _recent, ...one }): SavedSeries => one);
  const saved: Saved = { version: VERSION, fingerprint, shapes: [...shapes.keys()], series, groups };
  const text = new TextEncoder().encode(JSON.stringify(saved));
  const head = 8 + Math.ceil(text.byteLength / 8) * 8;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, head));
  new DataView(bytes.buffer).setUint32(0, text.byteLength, true);
  bytes.set(text, 8);
  let at = head;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** Opposite of `encodeSnapshot`; `ordinals`: places of all series the monitor ever had; null where it is of another fingerprint, or of a version of Nightjar that wrote otherwise. */
export function decodeSnapshot(
  bytes: Uint8Array,
  fingerprint: string,
  stateTo: number,
  lookback: number,
  ordinals: Map<string, number>
): MonitorMemory | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const saved = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Saved;
  if (saved.version !== VERSION || saved.fingerprint !== fingerprint) {
    return null;
  }
  saved.series.forEach(({ key, ordinal }) => ordinals.set(key, ordinal));
  const memory: MonitorMemory = { series: new Map(), groups: [], ordinals, lookback, stateTo };
  for (const { key, labels, firstSeen, lastSeen, hasScores, run, latest } of saved.series) {
    const watched = watch(memory, key, labels, firstSeen);
    watched.lastSeen = lastSeen ?? Number.NEGATIVE_INFINITY;
    watched.hasScores = hasScores;
    watched.run = run && { ...run, peak: { ...run.peak, ...numbersOf(run.peak) } };
    watched.latest = latest && { ...latest, ...numbersOf(latest) };
  }
  // In memory of their own that threads share; states are changed in place.
  const head = 8 + Math.ceil(length / 8) * 8;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength - head));
  shared.set(bytes.subarray(head));
  let at = 0;
  const take = ([shape, size]: readonly [number, number]): Packed => {
    const part = shared.subarray(at, at + size);
    at += size;
    return interned({ shape: saved.shapes[shape], bytes: part });
  };
  for (const { columns, detector, model: place, ...group } of saved.groups) {
    const watched = columns.map((key) => memory.series.get(key)).filter((one): one is WatchedSeries => !!one);
    const found: Detector = findDetector(detector);
    const packed = take(place);
    const model = unpack<FittedModel>(packed);
    const restored: ModelGroup = { ...group, columns: watched, detector: found, packed, model, state: model.state };
    memory.groups.push(restored);
  }
  return memory;
}

/** JSON has no NaN: it comes back as null. */
function numbersOf(point: ResultPoint): Pick<ResultPoint, 'value' | 'score' | 'expected' | 'lower' | 'upper'> {
  const number = (value: number | null): number => value ?? Number.NaN;
  const { value, score, expected, lower, upper } = point;
  return {
    value: number(value),
    score: number(score),
    expected: number(expected),
    lower: number(lower),
    upper: number(upper),
  };
}
