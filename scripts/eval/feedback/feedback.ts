import { join } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import type { Evaluation } from '../evaluation.ts';
import { runParallel } from '../parallel/pool.ts';
import { VERDICTS } from './judge.ts';
import type { Figures } from './judge.ts';
import { WEEKS } from './judge-monitor.ts';
import type { MonitorTask, Outcome } from './judge-monitor.ts';
import { KINDS } from './kinds.ts';

const DETECTORS = ['seasonal', 'mad', 'isolation-forest'] as const;
/** Monitors are evaluated in so many processes. */
const PROCESSES = 4;
const MOST_RECALL_LOST = 0.02;

/** Precision and recall; NaN where there is nothing to divide by. */
interface Rates {
  readonly precision: number;
  readonly recall: number;
}

/** Verdicts make held-out marks more precise, and lose hardly any fault. */
export const feedback: Evaluation = {
  title: 'What verdicts change',
  summary: `Held-out precision and recall of generated monitors before and after ${VERDICTS} verdicts each.`,

  async run({ seeds = [1, 2, 3, 4, 5], detector = 'all', print, say }) {
    const detectors = detector === 'all' ? DETECTORS : [detector];
    print(`${METHOD}\n`);
    const tasks = seeds.flatMap((seed) =>
      KINDS.flatMap(({ id: kind }) => detectors.map((id): MonitorTask => ({ seed, kind, detector: id })))
    );
    const module = join(import.meta.dirname, 'judge-monitor.ts');
    const outcomes = await runParallel<Outcome>(module, tasks, {
      workers: PROCESSES,
      progress: (done, all) => say(`${done} of ${all} monitors`),
    });
    const bySeed = seeds.map((seed) => ({ seed, ...bothOf(outcomes.filter((one) => one.seed === seed)) }));
    const rows = [
      ...KINDS.map(({ id }) => [`\`${id}\``, outcomes.filter(({ kind }) => kind === id)] as const),
      ...detectors.map((id) => [`\`${id}\``, outcomes.filter((one) => one.detector === id)] as const),
      ...seeds.map((seed) => [`seed ${seed}`, outcomes.filter((one) => one.seed === seed)] as const),
      ['**all**', outcomes] as const,
    ];
    print(table(rows));
    const gains = bySeed.map(({ before, after }) => after.precision - before.precision);
    const losses = bySeed.map(({ before, after }) => before.recall - after.recall);
    const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
    const worst = { gain: Math.min(...gains), loss: Math.max(...losses) };
    print(
      `\nOver the seeds precision rises by ${points(mean(gains))} on average and ${points(worst.gain)} at least; recall falls by ` +
        `${points(mean(losses))} on average and ${points(worst.loss)} at most (limit ${points(MOST_RECALL_LOST)}).`
    );
    const { before, after } = bothOf(outcomes);
    const figures = { seeds, before, after, bySeed, worst, mean: { gain: mean(gains), loss: mean(losses) } };
    if (!(worst.gain > 0) || worst.loss > MOST_RECALL_LOST) {
      throw new NightjarError(
        'bad-request',
        'precision does not rise, or recall falls by more than two points, with a seed.'
      );
    }
    return figures;
  },
};

const METHOD = `Monitors are made by seed, of ${KINDS.length} kinds that bring false alarms:

${KINDS.map(({ id, summary }) => `- \`${id}\`: ${summary};`).join('\n')}

each with faults of its own on about every other day (bursts, levels that stay for hours, falls, outages). Each is watched by ${DETECTORS.map((id) => `\`${id}\``).join(', ')} in turn, as monitors are by
default but with a step of ten minutes, by the evaluation that monitors and back-tests run: ${WEEKS.history} weeks of history, then ${WEEKS.judged} weeks whose detections
people judge, ${VERDICTS} of them drawn by seed whatever they are, true where there was a fault and false elsewhere. Rules are learned of these verdicts as the product does.
Of the ${WEEKS.held} weeks after, nobody has seen anything: precision is the share of marked runs that meet a fault (or the hour after it) of the same series, recall the share of faults that
meet one. The learning was developed with seeds from 101 on; the seeds here were not looked at.`;

function sum(outcomes: readonly Outcome[], of: (one: Outcome) => Figures): Figures {
  const total = (key: keyof Figures): number => outcomes.reduce((all, one) => all + of(one)[key], 0);
  return { marks: total('marks'), right: total('right'), faults: total('faults'), found: total('found') };
}

function ratesOf({ marks, right, faults, found }: Figures): Rates {
  return { precision: right / marks, recall: found / faults };
}

export function bothOf(outcomes: readonly Outcome[]): { readonly before: Rates; readonly after: Rates } {
  return {
    before: ratesOf(sum(outcomes, ({ before }) => before)),
    after: ratesOf(sum(outcomes, ({ after }) => after)),
  };
}

function table(rows: readonly (readonly [string, readonly Outcome[]])[]): string {
  const lines = rows.map(([name, outcomes]) => {
    const [first, then] = [sum(outcomes, ({ before }) => before), sum(outcomes, ({ after }) => after)];
    const [before, after] = [ratesOf(first), ratesOf(then)];
    const cells = [
      first.marks,
      then.marks,
      first.faults,
      share(before.precision),
      share(after.precision),
      share(before.recall),
      share(after.recall),
    ];
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return [
    '| | marks before | after | faults | precision before | after | recall before | after |',
    '| --- | --: | --: | --: | --: | --: | --: | --: |',
    ...lines,
  ].join('\n');
}

function share(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}

function points(value: number): string {
  return `${(100 * value).toFixed(1)} points`;
}
