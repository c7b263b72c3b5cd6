import { runDemoCommand } from '../demo/launch/command.ts';

process.exitCode = await runDemoCommand(process.argv.slice(2));
