import { readFileSync } from 'node:fs';
import type { AlertOptions } from '../../contract/alerts.ts';
import { CLUSTERERS } from '../alerts/clustering/index.ts';
import { splitAlerts } from '../alerts/intake/read-lines.ts';
import { parseEngineConfig, readEngineConfig } from '../config.ts';
import { describeIssues } from '../describe-issues.ts';
import { NightjarError } from '../errors.ts';
import { alertOptionsChange, withOptions } from '../incidents/options-schema.ts';
import { clusterLines } from './alerts/cluster-lines.ts';
import { sendAlerts } from './alerts/send-alerts.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';
import { pairsOf } from './detector-flags.ts';
import { writeLines } from './alerts/write-lines.ts';

const usage = `usage: nightjar alerts --in FILE --out FILE [--algorithm ID] [--config FILE] [--set name=value ...]
       nightjar alerts --in FILE --engine URL

Puts alerts of a file together offline, or sends them into a running engine (nightjar serve). A line in is an alert:
{"id"?,"name","service"?,"labels":{...},"annotations":{...}?,"severity"?,"start","end"?,"value"?,"url"?}; times are ISO 8601 or ms
since the epoch, and the fields may be called as Alertmanager calls them. A line out is {"id","cluster","reasons"}, in the order of
the lines in; id is the alert's, else the number of its line. One JSON array instead of lines will do too.

  --in FILE         alerts; - reads standard input
  --out FILE        clusters; - writes standard output
  --algorithm ID    ${CLUSTERERS.map(({ id }) => id).join(', ')} (default auto)
  --config FILE     YAML, as nightjar serve reads it: the options under "alerts", such as serviceGraph
  --set NAME=VALUE  an option, such as clusteringEps=0.4; may be given several times
  --engine URL      a running engine, such as http://127.0.0.1:8750; its token, where it asks for one, in NIGHTJAR_TOKEN`;

export const alerts: Command = {
  name: 'alerts',
  summary: 'put alerts of a file of JSON lines together, or send them into a running engine',
  usage,
  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: {
        in: { type: 'string' },
        out: { type: 'string' },
        algorithm: { type: 'string' },
        config: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] as string[] },
        engine: { type: 'string' },
      },
    } as const);
    if (values.in === undefined || (values.out === undefined) === (values.engine === undefined)) {
      throw new UsageError('give --in FILE, and --out FILE or --engine URL');
    }
    const given = splitAlerts(read(values.in));
    if (values.engine !== undefined) {
      const refused = await sendAlerts(values.engine, process.env.NIGHTJAR_TOKEN ?? '', given);
      return told(refused);
    }
    const { lines, refused } = await clusterLines(given, readOptions(values.algorithm, values.config, values.set));
    await writeLines(values.out ?? '-', lines);
    return told(refused);
  },
};

/** Says what was left out; the exit status that stands for it. */
function told(refused: readonly string[]): number {
  refused.forEach((reason) => process.stderr.write(`${reason}\n`));
  return refused.length > 0 ? 1 : 0;
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-request', `${file} cannot be read: ${reason}.`, { cause: error });
  }
}

function readOptions(algorithm: string | undefined, file: string | undefined, pairs: readonly string[]): AlertOptions {
  const known = CLUSTERERS.find(({ id }) => id === (algorithm ?? 'auto'));
  if (algorithm !== undefined && !known) {
    throw new UsageError(
      `there is no algorithm '${algorithm}'; take one of ${CLUSTERERS.map(({ id }) => id).join(', ')}`
    );
  }
  const changed = alertOptionsChange.safeParse(pairsOf('--set', pairs));
  if (!changed.success) {
    throw new UsageError(`--set: ${describeIssues(changed.error)}`);
  }
  const { alerts: configured } = file === undefined ? parseEngineConfig() : readEngineConfig(file);
  return withOptions(
    configured,
    changed.data,
    known && algorithm !== undefined ? { clusteringAlgorithm: known.id } : {}
  );
}
