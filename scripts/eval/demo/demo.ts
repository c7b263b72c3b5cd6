import type { Evaluation } from '../evaluation.ts';
import { DAY_MS, detectShop } from './detect-shop.ts';
import { figuresByType, outcomeOf, toldTypes } from './score-faults.ts';
import type { Outcome, TypeFigures } from './score-faults.ts';

/** The evaluated days begin on a Thursday; the shop repeats itself for the same seed and days. */
const FROM = Date.UTC(2026, 0, 15);
const FAULT_DAYS = 16;
const CLEAN_DAYS = 3;
/** At most one false mark in this many series and days. */
const CLEAN_UNIT = 50;

/** A.8: each demo fault marked in time and told; clean days quiet. */
export const demo: Evaluation = {
  summary: "The demo's faults: marked within five minutes, told by type; false marks on clean days.",

  async run({ seeds, print }) {
    const outcomes: Outcome[] = [];
    let falseMarks = 0;
    let seriesDays = 0;
    for (const seed of seeds) {
      const faulty = await detectShop({ seed, faults: 'schedule', from: FROM, to: FROM + FAULT_DAYS * DAY_MS });
      const own = faulty.faults.map((fault) => outcomeOf(fault, faulty.marks));
      outcomes.push(...own);
      const clean = await detectShop({ seed, faults: 'none', from: FROM, to: FROM + CLEAN_DAYS * DAY_MS });
      falseMarks += clean.marks.length;
      seriesDays += clean.series * CLEAN_DAYS;
      print(describeSeed(seed, own, clean.marks));
    }
    const figures = figuresByType(outcomes);
    const told = toldTypes(figures);
    const inTime = figures.reduce((sum, one) => sum + one.inTime, 0);
    const perUnit = (falseMarks * CLEAN_UNIT) / seriesDays;
    print(`\n${table(figures)}\n`);
    print(
      `${inTime} of ${outcomes.length} faults marked within five minutes; ${told.length} of 8 types told; ` +
        `${falseMarks} false marks on ${seriesDays} clean series-days: ${perUnit.toFixed(2)} per ${CLEAN_UNIT}.`
    );
    return {
      seeds,
      faults: outcomes.length,
      inTime,
      typesTold: told,
      types: figures,
      falseMarks,
      cleanSeriesDays: seriesDays,
      falseMarksPer50SeriesDays: perUnit,
    };
  },
};

function describeSeed(seed: number, outcomes: readonly Outcome[], clean: readonly { text: string }[]): string {
  const lines = outcomes
    .filter(({ fault, delay, label }) => delay === null || delay > 5 * 60_000 || label !== fault.type)
    .map(({ fault, delay, label }) => {
      const when = delay === null ? 'not marked' : `marked after ${delay / 60_000} min`;
      return `  - ${fault.id}: ${when}, told as ${label ?? 'nothing'}`;
    });
  const wrong = clean.map(({ text }) => `  - false mark: ${text}`);
  return [`Seed ${seed}: ${outcomes.length} faults`, ...lines, ...wrong].join('\n');
}

function table(figures: readonly TypeFigures[]): string {
  const rows = figures.map(({ type, faults, inTime, ever, labelled, medianMinutes }) =>
    [`\`${type}\``, faults, inTime, ever, medianMinutes ?? '-', labelled].join(' | ')
  );
  return [
    '| type | faults | marked within 5 min | marked at all | median delay (min) | right label |',
    '| --- | --: | --: | --: | --: | --: |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
