import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../errors.ts';
import type { Command } from './command.ts';

const root = join(import.meta.dirname, '..', '..');

export const demo: Command = {
  name: 'demo',
  summary: 'Run the demo: a shop with three weeks of history, its Prometheus, the engine and the console.',
  usage: `usage: nightjar demo [--port PORT] [--seed N] [--folder FOLDER] [--no-prometheus]
       nightjar demo fault TYPE [SERVICE]

The same as \`npm start\`; docs/demo.md says what one sees.`,

  async run(args) {
    const script = join(root, 'scripts', 'run-demo.ts');
    if (!existsSync(script)) {
      throw new NightjarError(
        'bad-request',
        'The demo is part of the source checkout, not of the plugin: run it from there with npm start.'
      );
    }
    const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
    // The demo ends its programs in order: it is told once, and waited for.
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGTERM', pass);
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    try {
      return await new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code) => resolve(code ?? 1));
      });
    } finally {
      process.off('SIGTERM', pass);
      process.off('SIGINT', ignore);
    }
  },
};
