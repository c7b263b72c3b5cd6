import { arm64Machine } from './arm64.ts';
import { ELF_MACHINE, elfExecutable } from './elf.ts';
import type { Machine } from './machine.ts';
import { x64Machine } from './x64.ts';

/** What stands beside the launcher, by paths relative to it. */
export interface LauncherLayout {
  /** The dynamic loader of the bundled C library. */
  readonly loader: string;
  /** The folder of the bundled shared libraries. */
  readonly libraries: string;
  /** Node's executable. */
  readonly node: string;
  /** The script Node runs. */
  readonly script: string;
  /** Options of Node, each with its dashes. */
  readonly options?: readonly string[];
  /** Variables that are added to the environment, each as `NAME=value`. */
  readonly variables?: readonly string[];
}

const ARCHITECTURES = { x64: x64Machine, arm64: arm64Machine } as const;
export type Architecture = keyof typeof ARCHITECTURES;

const AT_FDCWD = -100;
/** Key of the auxiliary vector: the path this program was started by. */
const AT_EXECFN = 31;
const MAY_READ = 4;
const MAY_EXECUTE = 1;
const STDERR = 2;
/** Exit status of a shell that finds no command. */
const NOT_FOUND = 127;
/** Five paths, of at most 4,096 bytes each and what is appended to them. */
const PATH_PAGES = 6;
const MAX_PATH = 4095;

/**
 * A launcher: a static executable of a few hundred bytes that starts Node with the C library bundled beside it, on a host that may
 * have no C library, no shell and no environment. It
 *
 * 1. finds its own folder by /proc/self/exe (symbolic links resolved), or where there is no /proc by the path it was started by;
 * 2. drops variables that begin with `LD_`, which are meant for the host's libraries and would upset ours;
 * 3. checks that loader, Node and script are there, or says on stderr which is not and ends with status 127;
 * 4. turns into `<loader> --inhibit-cache --library-path <libraries> <node> <options> <script> <its own arguments>`, with its variables
 *    behind those of the environment.
 *
 * One process throughout: signals, streams and the parent stay what they were. `process.execPath` is the loader then, so nothing may
 * start Node by it; worker threads do not.
 */
export function launcher(architecture: Architecture, layout: LauncherLayout): Uint8Array {
  const machine = ARCHITECTURES[architecture]();
  emitProgram(machine, layout);
  return elfExecutable(ELF_MACHINE[architecture], machine.finish());
}

function emitProgram(m: Machine, layout: LauncherLayout): void {
  // The stack at the start: argc, argv[0..argc-1], 0, envp..., 0, auxiliary vector of pairs.
  m.stackPointer('stack');
  m.loadWord('value', 'stack', 0);
  m.addWords('env', 'stack', 'value');
  m.add('env', 16);
  emitDropLoaderVariables(m);

  m.reservePages(PATH_PAGES);
  m.stackPointer('own');
  emitOwnPath(m);
  emitCutToFolder(m);
  m.copy('aux', 'own');
  m.add('aux', 2048);
  m.add('aux', 2048);
  const { options = [], variables = [] } = layout;
  emitAddVariables(m, variables);

  // argv[1] stays where it is; what goes before it is written in front, over argv[0], argc and the free stack below.
  const leading = ['loader', '--inhibit-cache', '--library-path', 'libraries', 'node', ...options, 'script'];
  const argvAt = 16 - 8 * leading.length;
  leading.forEach((argument, slot) => {
    if (argument.startsWith('--')) {
      m.address('value', argument);
      m.storeWord('value', 'stack', argvAt + 8 * slot);
    } else {
      emitJoin(m, argument);
      m.storeWord('from', 'stack', argvAt + 8 * slot);
      if (argument !== 'libraries') {
        m.call('faccessat', [AT_FDCWD, 'from', argument === 'loader' ? MAY_EXECUTE : MAY_READ]);
        m.jumpIf('value', 'less', 0, 'missing');
      }
    }
  });
  m.loadWord('from', 'stack', argvAt);
  m.copy('to', 'stack');
  m.add('to', argvAt);
  m.call('execve', ['from', 'to', 'env']);
  emitComplain(m);

  m.text('/proc/self/exe', '/proc/self/exe');
  m.text('--inhibit-cache', '--inhibit-cache');
  m.text('--library-path', '--library-path');
  for (const text of [...options, ...variables]) {
    m.text(text, text);
  }
  m.text('loader', layout.loader);
  m.text('libraries', layout.libraries);
  m.text('node', layout.node);
  m.text('script', layout.script);
  m.text('complaint', 'Nightjar cannot start: this file of the plugin is missing or not accessible: ');
  m.text('newline', '\n');
}

/** Moves the variables worth keeping up over those that begin with `LD_`; `aux` is the auxiliary vector then. */
function emitDropLoaderVariables(m: Machine): void {
  m.copy('aux', 'env');
  m.copy('to', 'env');
  m.label('next variable');
  m.loadWord('from', 'aux', 0);
  m.add('aux', 8);
  m.jumpIf('from', 'equal', 0, 'no more variables');
  [...'LD_'].forEach((letter, i) => {
    m.loadByte('value', 'from', i);
    m.jumpIf('value', 'notEqual', letter.charCodeAt(0), 'keep variable');
  });
  m.jump('next variable');
  m.label('keep variable');
  m.storeWord('from', 'to', 0);
  m.add('to', 8);
  m.jump('next variable');
  m.label('no more variables');
  m.storeWord('from', 'to', 0);
}

/** Writes variables behind the last one of the environment, over the auxiliary vector, which is not needed any more. */
function emitAddVariables(m: Machine, variables: readonly string[]): void {
  m.copy('to', 'env');
  m.label('find end of variables');
  m.loadWord('from', 'to', 0);
  m.jumpIf('from', 'equal', 0, 'end of variables');
  m.add('to', 8);
  m.jump('find end of variables');
  m.label('end of variables');
  for (const variable of variables) {
    m.address('from', variable);
    m.storeWord('from', 'to', 0);
    m.add('to', 8);
  }
  m.set('from', 0);
  m.storeWord('from', 'to', 0);
}

/** Writes this program's path to the buffer `own`; `end` is where it ends. */
function emitOwnPath(m: Machine): void {
  m.address('from', '/proc/self/exe');
  m.call('readlinkat', [AT_FDCWD, 'from', 'own', MAX_PATH]);
  m.jumpIf('value', 'less', 1, 'no proc');
  m.set('from', 0);
  m.copy('end', 'own');
  m.label('count');
  m.jumpIf('from', 'equal', 'value', 'have path');
  m.add('from', 1);
  m.add('end', 1);
  m.jump('count');

  m.label('no proc');
  m.loadWord('value', 'aux', 0);
  m.loadWord('from', 'aux', 8);
  m.add('aux', 16);
  m.jumpIf('value', 'equal', AT_EXECFN, 'started by');
  m.jumpIf('value', 'notEqual', 0, 'no proc');
  m.address('from', '/proc/self/exe');
  m.jump('missing');
  m.label('started by');
  m.copy('end', 'own');
  m.label('copy path');
  m.loadByte('value', 'from', 0);
  m.jumpIf('value', 'equal', 0, 'have path');
  m.storeByte('value', 'end', 0);
  m.add('from', 1);
  m.add('end', 1);
  m.jump('copy path');
  m.label('have path');
}

/** Moves `end` back to behind the last slash; a name without any is in the working directory, and nothing stays of it. */
function emitCutToFolder(m: Machine): void {
  m.label('cut');
  m.jumpIf('end', 'equal', 'own', 'have folder');
  m.loadByte('value', 'end', -1);
  m.jumpIf('value', 'equal', '/'.charCodeAt(0), 'have folder');
  m.add('end', -1);
  m.jump('cut');
  m.label('have folder');
}

/** Joins folder and name at `aux`, the next free place, which moves on; `from` points to the result. */
function emitJoin(m: Machine, name: string): void {
  m.copy('to', 'aux');
  m.copy('from', 'own');
  m.label(`folder of ${name}`);
  m.jumpIf('from', 'equal', 'end', `name of ${name}`);
  m.loadByte('value', 'from', 0);
  m.storeByte('value', 'to', 0);
  m.add('from', 1);
  m.add('to', 1);
  m.jump(`folder of ${name}`);
  m.label(`name of ${name}`);
  m.address('from', name);
  m.label(`letter of ${name}`);
  m.loadByte('value', 'from', 0);
  m.storeByte('value', 'to', 0);
  m.add('from', 1);
  m.add('to', 1);
  m.jumpIf('value', 'notEqual', 0, `letter of ${name}`);
  m.copy('from', 'aux');
  m.copy('aux', 'to');
}

/** One line on stderr with the path that `from` points to, then the end. */
function emitComplain(m: Machine): void {
  m.label('missing');
  m.copy('own', 'from');
  m.address('from', 'complaint');
  emitWrite(m, 'complaint');
  m.copy('from', 'own');
  emitWrite(m, 'path');
  m.address('from', 'newline');
  emitWrite(m, 'newline');
  m.call('exit', [NOT_FOUND]);
}

/** Writes the text that `from` points to. */
function emitWrite(m: Machine, name: string): void {
  m.set('to', 0);
  m.copy('end', 'from');
  m.label(`length of ${name}`);
  m.loadByte('value', 'end', 0);
  m.jumpIf('value', 'equal', 0, `write ${name}`);
  m.add('end', 1);
  m.add('to', 1);
  m.jump(`length of ${name}`);
  m.label(`write ${name}`);
  m.call('write', [STDERR, 'from', 'to']);
}
