import fc from 'fast-check';
import { DETECTORS } from '../../backend/detectors/index.ts';
import type { Detector } from '../../backend/detectors/detector.ts';
import type { Evaluation } from '../../backend/evaluation/evaluation.ts';
import type { EvaluationRequest } from '../../backend/evaluation/request.ts';
import { newEvaluator, onePool, queryBy } from './evaluation-set-up.ts';
import type { FakeSeries } from './fake-prometheus.ts';
import { lookingBack } from './looking-back.ts';
import { DAY, MINUTE, MONDAY, daily, only } from './made-series.ts';
import { MemorySource } from './memory-source.ts';

// Every detector is fitted and asked many times over.
jest.setTimeout(120_000);

const STEP = 5 * MINUTE;
const SPAN = 30 * 60 * MINUTE;
const pool = onePool();

/** Several kinds of life: whole, with gaps, begun and ended within the range, and with a fault. */
const SERIES: readonly FakeSeries[] = [
  daily('whole', 1),
  daily('fault', 2, (ms) => (ms > MONDAY + 9 * 60 * MINUTE && ms < MONDAY + 10 * 60 * MINUTE ? 300 : 0)),
  only(daily('gaps', 3), (ms) => (ms / STEP) % 7 !== 0),
  only(daily('begun', 4), (ms) => ms >= MONDAY + 7 * 60 * MINUTE),
  only(daily('ended', 5), (ms) => ms < MONDAY + 11 * 60 * MINUTE),
];

const REFIT_EVERY = 6 * 60 * MINUTE;

interface Kind {
  readonly name: string;
  readonly detector: Detector;
  readonly settings: Record<string, unknown>;
}

const KINDS: Kind[] = [
  ...DETECTORS.map((detector) => ({ name: detector.id, detector, settings: parsed(detector, {}) })),
  { name: 'looking back', detector: lookingBack as Detector, settings: parsed(lookingBack as Detector, {}) },
  {
    name: 'looking back jointly',
    detector: lookingBack as Detector,
    settings: parsed(lookingBack as Detector, { joint: true }),
  },
];

function parsed(detector: Detector, settings: Record<string, unknown>): Record<string, unknown> {
  return detector.schema.parse(settings) as Record<string, unknown>;
}

function request({ detector, settings }: Kind, source: MemorySource, from: number, to: number): EvaluationRequest {
  return queryBy(detector, settings, { source, step: STEP, trainingWindow: DAY, from, to });
}

/** Scores by series and instant, those of missing values left out. */
function scoresOf(evaluation: Evaluation, from: number, to: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const { key, series, scored } of evaluation.series) {
    series.times.forEach((time, index) => {
      if (time >= from && time <= to && !Number.isNaN(series.values[index])) {
        found.set(`${key} ${time}`, scored.score[index]);
      }
    });
  }
  return found;
}

const zoom = fc
  .tuple(
    fc.integer({ min: 0, max: SPAN / STEP }),
    fc.integer({ min: 0, max: SPAN / STEP }),
    fc.integer({ min: 0, max: STEP - 1 })
  )
  .map(([a, b, off]) => [MONDAY + Math.min(a, b) * STEP + off, MONDAY + Math.max(a, b) * STEP + off] as const);

describe.each(KINDS)('$name', (kind) => {
  const warm = newEvaluator(pool, { refitEvery: REFIT_EVERY });
  let whole: Map<string, number>;

  beforeAll(async () => {
    whole = scoresOf(
      await warm.evaluate(request(kind, new MemorySource(SERIES), MONDAY, MONDAY + SPAN)),
      MONDAY,
      MONDAY + SPAN
    );
    expect([...whole.values()].filter((score) => score >= 0).length).toBeGreaterThan(500);
  });

  const agrees = (part: Map<string, number>): void => {
    for (const [at, score] of part) {
      expect([at, score]).toEqual([at, whole.get(at)]);
    }
  };

  it('gives the same score at the same instant to any zoom, from a warm cache and from a cold one', async () => {
    await fc.assert(
      fc.asyncProperty(zoom, fc.boolean(), async ([from, to], cold) => {
        const asked = (cold ? newEvaluator(pool, { refitEvery: REFIT_EVERY }) : warm).evaluate(
          request(kind, new MemorySource(SERIES), from, to)
        );
        const part = scoresOf(await asked, Math.floor(from / STEP) * STEP, to);
        expect(part.size).toBeGreaterThan(0);
        agrees(part);
      }),
      { numRuns: 8, endOnFailure: true }
    );
  }, 60_000);

  it('gives it to an alert rule that asks for one instant, and to an impatient dashboard', async () => {
    await fc.assert(
      fc.asyncProperty(zoom, async ([from, to]) => {
        agrees(scoresOf(await warm.evaluate(request(kind, new MemorySource(SERIES), to, to)), 0, to));
        const hasty = { ...request(kind, new MemorySource(SERIES), from, to), patient: false };
        agrees(scoresOf(await warm.evaluate(hasty), from, to));
      }),
      { numRuns: 12, endOnFailure: true }
    );
  }, 60_000);

  it('does not change it when what comes after changes', async () => {
    await fc.assert(
      fc.asyncProperty(zoom, async ([from, now]) => {
        const other = SERIES.map(({ labels, at }) => ({
          labels,
          at: (ms: number) => (ms > now ? 5 + 3 * Number(at(ms) ?? 1) : at(ms)),
        }));
        const late = only(daily('late', 6), (ms) => ms > now);
        const source = new MemorySource([...other, late]);
        const asked = newEvaluator(pool, { refitEvery: REFIT_EVERY }).evaluate(
          request(kind, source, from, MONDAY + SPAN)
        );
        agrees(scoresOf(await asked, Math.floor(from / STEP) * STEP, now));
      }),
      { numRuns: 5 }
    );
  }, 60_000);
});
