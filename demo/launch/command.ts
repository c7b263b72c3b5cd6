import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { ensureConsole } from '../../scripts/ensure-console.ts';
import { ensurePrograms } from '../../scripts/ensure-programs.ts';
import { askForFault } from './ask-for-fault.ts';
import { describeDemo } from './describe-demo.ts';
import { step } from './progress.ts';
import { findRunning } from './running.ts';
import { startDemo } from './start-demo.ts';

const USAGE = `usage: npm run -s demo -- [--port PORT] [--seed N] [--folder FOLDER] [--no-prometheus]
       npm run -s demo -- fault TYPE [SERVICE]

Starts the demo shop with three weeks of history, a Prometheus, the engine and the console, until Ctrl-C.

  --port PORT        of the console (default 8750; a free one when it is taken)
  --seed N           another shop with other faults (default 1)
  --folder FOLDER    where history and state are kept (default .cache/demo)
  --no-prometheus    replay the history from memory instead, even where Prometheus is installed

fault TYPE [SERVICE] makes the running demo's shop fail now; TYPE is one of
${ANOMALY_TYPES.join(', ')}.`;

/** Faults this recent are pointed at. */
const RECENT_MS = 5 * 86_400_000;

const root = join(import.meta.dirname, '..', '..');
const say = (line: string) => process.stderr.write(`${line}\n`);

interface Usage {
  readonly port: number;
  readonly seed: number;
  readonly folder: string;
  readonly prometheus: boolean;
  readonly fault: readonly string[] | null;
}

function readUsage(args: readonly string[]): Usage | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '8750' },
        seed: { type: 'string', default: '1' },
        folder: { type: 'string', default: join(root, '.cache', 'demo') },
        'no-prometheus': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [verb, ...rest] = positionals;
    const [port, seed] = [Number(values.port), Number(values.seed)];
    if (values.help || (verb !== undefined && verb !== 'fault')) {
      return verb === undefined ? '' : `There is no '${verb}'.`;
    }
    if (!(Number.isInteger(port) && port >= 0 && port < 65_536) || !(Number.isInteger(seed) && seed >= 0)) {
      return '--port and --seed are whole numbers.';
    }
    const fault = verb === 'fault' ? rest : null;
    return { port, seed, folder: values.folder, prometheus: !values['no-prometheus'], fault };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** `npm run demo`: resolves to the exit status, when the demo was ended or could not start. */
export async function runDemoCommand(args: readonly string[]): Promise<number> {
  const usage = readUsage(args);
  if (typeof usage === 'string') {
    say(usage === '' ? USAGE : `${usage}\n\n${USAGE}`);
    return usage === '' ? 0 : 2;
  }
  const running = await findRunning(usage.folder);
  if (usage.fault) {
    return askForFault(running, usage.fault, say);
  }
  if (running) {
    say(`The demo runs already: ${running.consoleUrl}`);
    return 1;
  }
  const there = usage.prometheus ? ensurePrograms(['prometheus', 'promtool'], say) : new Set<string>();
  const prometheus = there.size === 2;
  if (!prometheus) {
    say('The demo goes on without Prometheus: a replay server stands in that knows the queries of the demo only.');
  }
  const stopped = new Promise<string>((resolve) => {
    process.once('SIGINT', () => resolve(''));
    process.once('SIGTERM', () => resolve(''));
  });
  try {
    await ensureConsole((what, work) => step(say, what, work));
    const { folder, seed, port } = usage;
    const demo = await startDemo({
      folder,
      seed,
      prometheus,
      ports: { console: port, prometheus: 9095, shop: 9464 },
      say,
    });
    const now = Date.now();
    say(describeDemo(demo, demo.faults(now - RECENT_MS, now), prometheus, now));
    const why = await Promise.race([stopped, demo.broken]);
    say(why === '' ? '\nEnding the demo ...' : `A part of the demo ended by itself: ${why}`);
    await demo.close();
    return why === '' ? 0 : 1;
  } catch (error) {
    say(`The demo could not start. ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}
