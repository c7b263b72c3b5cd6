import { sessions } from '../onnx/session-cache.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';
import { readDetector, readSeed } from './detector-flags.ts';
import { runWorkflow } from './workflow/run-workflow.ts';

const usage = `usage: nightjar workflow --demo [--detector ID] [--seed N]

Goes the whole way once, on made-up series of 100 points: trains models, detects anomalies, makes alerts of them, puts these together
into incidents with their likeliest cause, and recommends. Every step is told on standard error; one JSON object with what came of
each goes to standard output.

  --demo            the series of the demonstration: a cart's Redis runs out of memory, and a report is late
  --detector ID     any detector of single series (default isolation-forest)
  --seed N          seed of the series and of what draws at random (default 1)`;

export const workflow: Command = {
  name: 'workflow',
  summary: 'train, detect, make alerts, put them together and recommend, on a demonstration',
  usage,
  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: {
        demo: { type: 'boolean', default: false },
        detector: { type: 'string', default: 'isolation-forest' },
        seed: { type: 'string', default: '1' },
      },
    } as const);
    if (!values.demo) {
      throw new UsageError('give --demo: the demonstration is what there is to run');
    }
    const result = await runWorkflow(readDetector(values.detector), readSeed(values.seed), (line) =>
      process.stderr.write(`${line}\n`)
    );
    await sessions.clear();
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  },
};
