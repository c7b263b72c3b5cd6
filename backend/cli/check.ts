import { readFileSync, statSync } from 'node:fs';
import { problemText } from '../monitors/files/file-problem.ts';
import { listMonitorFiles } from '../monitors/files/list-monitor-files.ts';
import { monitorFileSchema } from '../monitors/files/monitor-file.ts';
import { readMonitorFile } from '../monitors/files/read-monitor-file.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';

export const check: Command = {
  name: 'check',
  summary: 'Check YAML files of monitors before Nightjar reads them.',
  usage: `usage: nightjar check FILE|FOLDER ... | --schema

Names file, line, column and field of everything that is wrong, as compilers do; exit status 1 where anything is.

  --schema   print the JSON Schema of such files, for editors`,

  async run(args) {
    const { values, positionals } = parseFlags({
      args: [...args],
      allowPositionals: true,
      options: { schema: { type: 'boolean', default: false } },
    });
    if (values.schema) {
      process.stdout.write(`${JSON.stringify(monitorFileSchema(), null, 2)}\n`);
      return 0;
    }
    if (positionals.length === 0) {
      throw new UsageError('name files or folders to check');
    }
    let monitors = 0;
    let wrong = 0;
    const files = positionals.flatMap(filesOf);
    for (const file of files) {
      const { content, problems } = readMonitorFile(file, readFileSync(file, 'utf8'));
      problems.forEach((problem) => process.stderr.write(`${problemText(problem)}\n`));
      monitors += content?.monitors.length ?? 0;
      wrong += problems.length;
    }
    const found = `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${monitors} ${monitors === 1 ? 'monitor' : 'monitors'} in order`;
    process.stderr.write(wrong > 0 ? `${found}, ${wrong} ${wrong === 1 ? 'problem' : 'problems'}\n` : `${found}\n`);
    return wrong > 0 ? 1 : 0;
  },
};

function filesOf(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })) {
    throw new UsageError(`there is no file or folder ${path}`);
  }
  return statSync(path).isDirectory() ? listMonitorFiles(path).map((file) => file.path) : [path];
}
