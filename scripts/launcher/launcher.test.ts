import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../ensure-programs.ts';
import { ELF_MACHINE, elfExecutable } from './elf.ts';
import { launcher } from './launcher.ts';
import type { Architecture } from './launcher.ts';
import type { Machine } from './machine.ts';
import { x64Machine } from './x64.ts';

const layout = {
  loader: 'lib/loader',
  libraries: 'lib',
  node: 'node_program',
  script: 'script.js',
  options: ['--option=1'],
  variables: ['OWN=1', 'OTHER=2'],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightjar-launcher-'));
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'node_program'), '');
  writeFileSync(join(folder, 'script.js'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

function place(name: string, program: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, program);
  chmodSync(path, 0o755);
  return path;
}

/** Stands for the dynamic loader: prints its arguments, an empty line and its environment, each on a line. */
function printer(): Uint8Array {
  const m: Machine = x64Machine();
  m.stackPointer('stack');
  m.loadWord('value', 'stack', 0);
  m.addWords('env', 'stack', 'value');
  m.add('env', 16);
  m.copy('aux', 'stack');
  m.add('aux', 8);
  m.label('next');
  m.loadWord('from', 'aux', 0);
  m.jumpIf('from', 'equal', 0, 'end of list');
  m.set('to', 0);
  m.copy('end', 'from');
  m.label('length');
  m.loadByte('value', 'end', 0);
  m.jumpIf('value', 'equal', 0, 'print');
  m.add('end', 1);
  m.add('to', 1);
  m.jump('length');
  m.label('print');
  m.call('write', [1, 'from', 'to']);
  m.address('from', 'newline');
  m.call('write', [1, 'from', 1]);
  m.add('aux', 8);
  m.jump('next');
  m.label('end of list');
  m.address('from', 'newline');
  m.call('write', [1, 'from', 1]);
  m.add('aux', 8);
  m.jumpIf('aux', 'equal', 'env', 'next');
  m.call('exit', [7]);
  m.text('newline', '\n');
  return elfExecutable(ELF_MACHINE.x64, m.finish());
}

const native = process.platform === 'linux' && process.arch === 'x64' ? it : it.skip;

native.each([
  ['started by its path', (path: string) => path],
  [
    'started through a symbolic link',
    (path: string) => {
      const link = join(mkdtempSync(join(folder, 'elsewhere-')), 'link');
      symlinkSync(path, link);
      return link;
    },
  ],
])('%s it becomes the loader, with the files beside it and its own arguments', (_how, start) => {
  const path = place('launcher', launcher('x64', layout));
  place('lib/loader', printer());
  const env = { LD_PRELOAD: '/x.so', A: '1', LDA: '2', LD_LIBRARY_PATH: '/y', B: '3', LD_: '' };
  const { status, stdout } = spawnSync(start(path), ['--flag', 'last one'], { env, encoding: 'utf8' });
  const [args, variables] = stdout.split('\n\n').map((list) => list.split('\n'));
  expect(args).toEqual([
    join(folder, 'lib/loader'),
    '--inhibit-cache',
    '--library-path',
    join(folder, 'lib'),
    join(folder, 'node_program'),
    '--option=1',
    join(folder, 'script.js'),
    '--flag',
    'last one',
  ]);
  expect(variables).toEqual(['A=1', 'LDA=2', 'B=3', 'OWN=1', 'OTHER=2']);
  expect(status).toBe(7);
});

native('works without arguments, without an environment and in a folder with a very long name', () => {
  const long = join(folder, ...Array.from({ length: 15 }, () => 'x'.repeat(250)));
  mkdirSync(join(long, 'lib'), { recursive: true });
  for (const name of ['node_program', 'script.js']) {
    writeFileSync(join(long, name), '');
  }
  const relative = long.slice(folder.length + 1);
  const path = place(join(relative, 'launcher'), launcher('x64', layout));
  place(join(relative, 'lib/loader'), printer());
  expect(linesOf(path)).toEqual([
    join(long, 'lib/loader'),
    '--inhibit-cache',
    '--library-path',
    join(long, 'lib'),
    join(long, 'node_program'),
    '--option=1',
    join(long, 'script.js'),
    '',
    'OWN=1',
    'OTHER=2',
  ]);
});

function linesOf(path: string): string[] {
  return spawnSync(path, [], { env: {}, encoding: 'utf8' }).stdout.trimEnd().split('\n');
}

native('says in one line which file it lacks', () => {
  const path = place('launcher', launcher('x64', layout));
  const { status, stderr } = spawnSync(path, [], { env: {}, encoding: 'utf8' });
  expect(status).toBe(127);
  expect(stderr).toBe(
    `Nightjar cannot start: this file of the plugin is missing or not accessible: ${join(folder, 'lib/loader')}\n`
  );
});

const emulator = findProgram('qemu-aarch64-static') ?? findProgram('qemu-aarch64');
const emulated = emulator !== null && process.arch === 'x64' ? it : it.skip;

emulated('does the same on arm64 (needs qemu-user)', () => {
  const path = place('launcher', launcher('arm64', layout));
  const lacking = spawnSync(emulator ?? '', [path], { env: {}, encoding: 'utf8' });
  expect(lacking.status).toBe(127);
  expect(lacking.stderr).toContain(join(folder, 'lib/loader'));
  // The emulator hands execve to this machine's kernel: the program that takes over is of this machine.
  place('lib/loader', printer());
  const env = { LD_PRELOAD: '/x.so', A: '1' };
  const taken = spawnSync(emulator ?? '', [path, 'b'], { env, encoding: 'utf8' });
  expect(taken.stdout).toContain(`${join(folder, 'script.js')}\nb\n\nA=1\nOWN=1\nOTHER=2\n`);
});

it.each<[Architecture, string]>([
  ['x64', '5e6015f6ee56cffd18712adeb81be5c2885f9e2332644097596b3a61de928ceb'],
  ['arm64', 'de97be06fd68066806ddc42bf627c7fd1d2446062e364c0b736aacf351b58cd0'],
])('%s: the very bytes that the tests above ran', (architecture, digest) => {
  expect(createHash('sha256').update(launcher(architecture, layout)).digest('hex')).toBe(digest);
});
