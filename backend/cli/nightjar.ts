#!/usr/bin/env node
import { NightjarError } from '../errors.ts';
import { UsageError } from './command.ts';
import { COMMANDS } from './index.ts';

async function overview(): Promise<string> {
  const lines = ['usage: nightjar COMMAND [options]', ''];
  for (const load of Object.values(COMMANDS)) {
    const command = await load();
    lines.push(`  ${command.name.padEnd(14)}${command.summary}`);
  }
  lines.push(
    '',
    'nightjar COMMAND --help tells more. JSON goes to stdout; exit status 0, 1 (failed) or 2 (bad usage).'
  );
  return lines.join('\n');
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stderr.write(`${await overview()}\n`);
    return name === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    process.stderr.write(`nightjar: there is no command '${name}'\n\n${await overview()}\n`);
    return 2;
  }
  const command = await COMMANDS[name]();
  if (args.includes('--help') || args.includes('-h')) {
    process.stderr.write(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`nightjar ${name}: ${error.message}\n\n${command.usage}\n`);
      return 2;
    }
    if (error instanceof NightjarError) {
      process.stderr.write(`nightjar ${name}: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

process.exitCode = await main(process.argv.slice(2));
