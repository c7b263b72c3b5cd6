import { detectLine } from '../detections/batch/detect-line.ts';
import type { BatchOptions, LineScores } from '../detections/batch/detect-line.ts';
import { parseBatchLine } from '../detections/batch/line.ts';
import { MISSING_POLICIES } from '../../contract/query.ts';
import { SEVERITY_THRESHOLDS } from '../../contract/severity.ts';
import { DETECTORS } from '../detectors/index.ts';
import { UsageError, parseFlags } from './command.ts';
import { BATCH_FLAGS, SETTING_USAGE, readDetector, readSeed, readSettings } from './detector-flags.ts';
import type { Command } from './command.ts';
import { pipeLines } from './pipe-lines.ts';
import { DECLARE_USAGE, withModelFile } from './model-file.ts';

const usage = `usage: nightjar detect --batch in.jsonl --out out.jsonl [--detector ID] [--mode causal|range]
                       [--missing ignore|zero|anomaly] [--set name=value ...] [--seed N]

Scores series offline. A line in is {"id","t":[ms],"v":[...] or "columns":{name:[...]},"trainUntil":index?}; a line out is
{"id","score":[...],"anomaly":[...],"expected":[...],"lower":[...],"upper":[...]}, null where nothing can be said, one entry a point.

  --batch FILE      lines in; - reads standard input
  --out FILE        lines out; - writes standard output
  --detector ID     ${DETECTORS.map(({ id }) => id).join(', ')} (default seasonal)
  --mode MODE       causal (default): entry i depends on points 0..i alone, and with "trainUntil": k the model is fitted on points
                    0..k-1. range: the whole line may count for every entry, for looking back
  --missing POLICY  ignore (default): a missing value has no score. zero: it counts as 0. anomaly: it scores 1 once the series is known,
                    for a day after its last value
${SETTING_USAGE}
${DECLARE_USAGE}`;

export const detect: Command = {
  name: 'detect',
  summary: 'score series from a file of JSON lines',
  usage,
  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: {
        ...BATCH_FLAGS,
        detector: { type: 'string', default: 'seasonal' },
        mode: { type: 'string', default: 'causal' },
        declare: { type: 'string', multiple: true, default: [] as string[] },
        missing: { type: 'string', default: 'ignore' },
      },
    } as const);
    const { batch, out, mode } = values;
    if (batch === undefined || out === undefined) {
      throw new UsageError('give --batch FILE and --out FILE');
    }
    if (mode !== 'causal' && mode !== 'range') {
      throw new UsageError(`--mode is causal or range, not '${mode}'`);
    }
    const missing = MISSING_POLICIES.find((policy) => policy === values.missing);
    if (missing === undefined) {
      throw new UsageError(`--missing is ${MISSING_POLICIES.join(', ')}, not '${values.missing}'`);
    }
    const seed = readSeed(values.seed);
    const detector = readDetector(values.detector);
    const settings = await withModelFile(detector, readSettings(detector, values.set), values.declare);
    const asked: BatchOptions = { detector, settings, mode, missing, seed };
    await pipeLines(batch, out, async (text, number) => {
      const line = parseBatchLine(text, number);
      return formatLine(line.id, await detectLine(line, number, asked));
    });
    return 0;
  },
};

function formatLine(id: string | number | undefined, { score, expected, lower, upper }: LineScores): string {
  const { low } = SEVERITY_THRESHOLDS;
  const list = (column: Float64Array): (number | null)[] => Array.from(column, (x) => (Number.isFinite(x) ? x : null));
  const anomaly = Array.from(score, (x) => (Number.isNaN(x) ? null : x >= low));
  return JSON.stringify({
    id,
    score: list(score),
    anomaly,
    expected: list(expected),
    lower: list(lower),
    upper: list(upper),
  });
}
