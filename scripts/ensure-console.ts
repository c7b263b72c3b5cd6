import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const page = join(root, 'build', 'console', 'index.html');

function newestIn(folder: string): number {
  let newest = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}

/** Whether the built console is there and newer than everything the browser runs. */
function isCurrent(): boolean {
  if (!existsSync(page)) {
    return false;
  }
  const built = statSync(page).mtimeMs;
  return built >= newestIn(join(root, 'src')) && built >= newestIn(join(root, 'contract'));
}

/** Builds the console page where it is missing or older than its sources. `step` tells the user. Throws what the build says. */
export async function ensureConsole(step: (what: string, work: () => Promise<void>) => Promise<void>): Promise<void> {
  if (!isCurrent()) {
    await step('Building the console', build);
  }
}

/** The plugins' browser parts, which the console hosts, then the console. */
async function build(): Promise<void> {
  await runScript('build-frontend.ts');
  await runScript('build-console.ts');
}

function runScript(name: string): Promise<void> {
  const child = spawn(process.execPath, [join('scripts', name)], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The console was not built:\n${said}`))));
  });
}
