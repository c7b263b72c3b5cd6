import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NightjarError } from '../backend/errors.ts';
import { EVALUATION_MODES } from './eval/evaluation.ts';
import type { Evaluation, EvaluationMode } from './eval/evaluation.ts';
import { writePage } from './write-page.ts';

/** The evaluations, loaded when asked for. */
const EVALUATIONS: Readonly<Record<string, () => Promise<Evaluation>>> = {
  'anomaly-types': async () => (await import('./eval/anomaly-types/anomaly-types.ts')).anomalyTypes,
  arima: async () => (await import('./eval/arima/arima.ts')).arimaOrders,
  calibration: async () => (await import('./eval/calibration/calibration.ts')).calibration,
  demo: async () => (await import('./eval/demo/demo.ts')).demo,
  'false-alarms': async () => (await import('./eval/false-alarms/false-alarms.ts')).falseAlarms,
  feedback: async () => (await import('./eval/feedback/feedback.ts')).feedback,
  m4: async () => (await import('./eval/m4/m4.ts')).m4,
  'metrics-forecast': async () => (await import('./eval/metrics-forecast/metrics-forecast.ts')).metricsForecast,
  nab: async () => (await import('./eval/nab/nab.ts')).nab,
  predictions: async () => (await import('./eval/predictions/predictions.ts')).predictions,
  storms: async () => (await import('./eval/storms/storms.ts')).storms,
  'synthetic-detection': async () =>
    (await import('./eval/synthetic-detection/synthetic-detection.ts')).syntheticDetection,
  vus: async () => (await import('./eval/vus/vus.ts')).vus,
};

async function usage(): Promise<string> {
  const lines = [
    'usage: npm run -s eval -- NAME [--detector ID|all] [--seeds A..B] [--data DIR] [--mode causal|range|both]',
    '                               [--write] [--json] [--write-docs]',
    '',
  ];
  for (const [name, load] of Object.entries(EVALUATIONS)) {
    lines.push(`  ${name.padEnd(22)}${(await load()).summary}`);
  }
  lines.push(
    '',
    'Tables go to stderr; with --json the last line on stdout is one object; --write-docs writes docs/evaluations/NAME.md;',
    "--write (calibration) writes the detectors' calibrated.ts."
  );
  return lines.join('\n');
}

/** `A..B` (inclusive) or `A`, whole numbers. */
function parseSeeds(text: string): number[] {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(text);
  const [first, last] = match ? [Number(match[1]), Number(match[2] ?? match[1])] : [1, 0];
  if (last < first) {
    throw new NightjarError('bad-request', `--seeds takes A..B with A at most B, not '${text}'.`);
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function parseMode(text: string): EvaluationMode {
  const mode = EVALUATION_MODES.find((one) => one === text);
  if (!mode) {
    throw new NightjarError('bad-request', `--mode takes ${EVALUATION_MODES.join(', ')}, not '${text}'.`);
  }
  return mode;
}

/** The page of an evaluation: what it printed, and the command that makes it; rows of detectors measured alone stand beside those kept. */
function pageOf(name: string, title: string, printed: readonly string[]): string {
  const words = process.argv.slice(2).filter((word) => word !== name);
  const named = words.indexOf('--detector');
  const command = [name, ...(named < 0 ? words : words.toSpliced(named, 2))].join(' ');
  return `# ${title}\n\n\`npm run -s eval -- ${command}\` finds all of this anew and writes this page; \`--detector ID\` the row of one.\n\n${printed.join('\n')}\n`;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      detector: { type: 'string' },
      seeds: { type: 'string' },
      data: { type: 'string' },
      mode: { type: 'string', default: 'both' },
      write: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
    },
  });
  const [name] = positionals;
  if (name === undefined || !Object.hasOwn(EVALUATIONS, name)) {
    process.stderr.write(`${name === undefined ? '' : `There is no evaluation '${name}'.\n\n`}${await usage()}\n`);
    return 2;
  }
  try {
    const evaluation = await EVALUATIONS[name]();
    const printed: string[] = [];
    const figures = await evaluation.run({
      data: values.data,
      seeds: values.seeds === undefined ? undefined : parseSeeds(values.seeds),
      detector: values.detector,
      mode: parseMode(values.mode),
      write: values.write,
      writesDocs: values['write-docs'],
      say: (line) => process.stderr.write(`${line}\n`),
      print: (markdown) => {
        printed.push(markdown);
        process.stderr.write(`${markdown}\n`);
      },
    });
    if (values['write-docs']) {
      const path = join(import.meta.dirname, '..', 'docs', 'evaluations', `${name}.md`);
      await writePage(path, pageOf(name, evaluation.title, printed));
    }
    if (values.json) {
      process.stdout.write(`${JSON.stringify({ evaluation: name, ...figures })}\n`);
    }
    return 0;
  } catch (error) {
    if (error instanceof NightjarError) {
      process.stderr.write(`eval ${name}: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

process.exitCode = await main();
