import { SEVERITIES } from '../../../contract/severity.ts';
import { MONTH_DAYS, TRAINING_DAYS } from '../clean-corpus/clean-run.ts';
import type { CleanResult } from '../clean-corpus/clean-run.ts';
import { CLEAN_FAMILIES } from '../clean-corpus/index.ts';
import { runClean } from '../clean-corpus/run-clean.ts';
import type { Evaluation } from '../evaluation.ts';
import { wantedDetectors } from '../evaluation.ts';
import { withKeptRows } from '../kept/kept-rows.ts';

/** Two months of each family: 60 series. */
const SEEDS = [1, 2];
const SCORED_DAYS = MONTH_DAYS - TRAINING_DAYS;
/** Most false alarms a day and series at severity high. */
const LIMIT = 0.1;

/** Alarms a day of low and above, medium and above, high. */
function aDay(results: readonly CleanResult[]): number[] {
  return SEVERITIES.map(
    (_, s) => results.reduce((sum, { alarms }) => sum + alarms[s], 0) / (results.length * SCORED_DAYS)
  );
}

interface Row {
  readonly aDay: readonly number[];
  readonly passes: boolean;
  readonly byFamily: Readonly<Record<string, readonly number[]>>;
}

const two = (value: number): string => (value === 0 ? '0' : value.toPrecision(2));

export const falseAlarms: Evaluation = {
  title: 'False alarms',
  summary: 'alarms a day of each detector on clean generated series of a month at one minute',
  async run(options) {
    const { print, say, seeds = SEEDS } = options;
    const detectors = wantedDetectors(options);
    const fresh = new Map<string, Row>();
    for (const { id } of detectors) {
      const results = await runClean(id, CLEAN_FAMILIES, seeds, say);
      const byFamily = Object.fromEntries(
        CLEAN_FAMILIES.map(({ name }) => [name, aDay(results.filter(({ family }) => family === name))])
      );
      const all = aDay(results);
      fresh.set(id, { aDay: all, passes: all[2] <= LIMIT, byFamily });
      await withKeptRows('false-alarms', fresh, options.writesDocs);
      say(`${id}: ${all.map(two).join(', ')} a day (low, medium, high)`);
    }
    print(
      `Alarms a series and day on ${CLEAN_FAMILIES.length * seeds.length} clean generated series of a month at one minute (${CLEAN_FAMILIES.length} families, seeds ${seeds.join(', ')}): the first ${TRAINING_DAYS} days train, ` +
        `models are fitted weekly on the 14 days before, ${SCORED_DAYS} days are scored. An alarm is a run of points of at least low severity as the product joins them, of the severity of its highest score. ` +
        `At severity high at most ${LIMIT} are allowed.\n`
    );
    print('| detector | low and above | medium and above | high | |\n|---|---|---|---|---|');
    const rows = await withKeptRows('false-alarms', fresh, options.writesDocs);
    rows.forEach((row, id) =>
      print(`| \`${id}\` | ${row.aDay.map(two).join(' | ')} | ${row.passes ? 'passes' : 'fails'} |`)
    );
    print(`\nAt severity high, by family:\n`);
    print(
      `| family | ${[...rows.keys()].map((id) => `\`${id}\``).join(' | ')} |\n|---|${[...rows].map(() => '---|').join('')}`
    );
    CLEAN_FAMILIES.forEach(({ name }) =>
      print(`| ${name} | ${[...rows.values()].map(({ byFamily }) => two(byFamily[name]?.[2] ?? 0)).join(' | ')} |`)
    );
    return { limit: LIMIT, detectors: Object.fromEntries(fresh) };
  },
};
