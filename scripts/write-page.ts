import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/** Writes a Markdown page that a command makes, in the form `npm run format` would give it. */
export async function writePage(path: string, markdown: string): Promise<void> {
  writeFileSync(path, await format(markdown, { ...(await resolveConfig(path)), parser: 'markdown' }));
}
