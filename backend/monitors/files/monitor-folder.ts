import { readFileSync } from 'node:fs';
import type { MonitorRow } from '../../store/monitors/records.ts';
import type { Owner } from '../../store/owner.ts';
import { NightjarError, asNightjarError } from '../../errors.ts';
import type { Caller } from '../caller.ts';
import type { MonitorService } from '../monitor-service.ts';
import type { MonitorSpec } from '../monitor-spec.ts';
import { monitorSpec } from '../monitor-spec.ts';
import type { FileProblem } from './file-problem.ts';
import { problemText } from './file-problem.ts';
import { listMonitorFiles } from './list-monitor-files.ts';
import type { MonitorFile } from './monitor-file.ts';
import { readMonitorFile } from './read-monitor-file.ts';

/** What a folder of files is applied to. */
export interface FolderTarget {
  /** Monitors of every owner; `deleted`: those that were deleted. */
  listMonitors(options: { readonly deleted: boolean }): Promise<readonly MonitorRow[]>;
  readonly service: Pick<MonitorService, 'create' | 'update' | 'remove' | 'restore'>;
  /** Whose the monitors of a file are; throws a NightjarError where the file does not say enough. */
  ownerOf(file: Pick<MonitorFile, 'orgId' | 'datasource'>): Promise<Owner>;
  log(level: 'info' | 'warn', line: string): void;
}

/** A monitor as a file wants it. */
interface Wanted {
  readonly owner: Owner;
  readonly file: string;
  readonly spec: MonitorSpec;
}

const LOOK_MS = 2_000;

/**
 * Keeps monitors as the YAML files of a folder say, while they change. A file with any problem is left out as a whole: the monitors it brought
 * go on as they are. Monitors of a file, or a whole file, that is gone are deleted.
 */
export class MonitorFolder {
  private readonly folder: string;
  private readonly target: FolderTarget;
  private readonly seen = new Map<string, string>();
  private found: readonly FileProblem[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(folder: string, target: FolderTarget) {
    this.folder = folder;
    this.target = target;
  }

  /** What is wrong in the files now. */
  get problems(): readonly FileProblem[] {
    return this.found;
  }

  start(): void {
    const look = () => {
      this.running = this.apply().finally(() => {
        if (this.timer !== null) {
          this.timer = setTimeout(look, LOOK_MS).unref();
        }
      });
    };
    this.timer = setTimeout(look, 0);
  }

  async close(): Promise<void> {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    await this.running;
  }

  /** Brings the monitors in line with the files, where a file changed since the last time; never rejects. */
  async apply(): Promise<void> {
    const problems: FileProblem[] = [];
    try {
      const files = listMonitorFiles(this.folder);
      if (!this.changed(files)) {
        return;
      }
      const wanted: Wanted[] = [];
      const broken = new Set<string>();
      for (const { path } of files) {
        const read = await this.read(path);
        wanted.push(...read.wanted);
        if (read.problems.length > 0) {
          broken.add(path);
          problems.push(...read.problems);
        }
      }
      problems.push(...(await this.bring(withoutTwins(wanted, problems), broken)));
    } catch (error) {
      this.seen.clear();
      problems.push(wholeFile(this.folder, asNightjarError(error).message));
    }
    this.tell(problems);
  }

  private changed(files: ReturnType<typeof listMonitorFiles>): boolean {
    const same = files.length === this.seen.size && files.every(({ path, stamp }) => this.seen.get(path) === stamp);
    if (same) {
      return false;
    }
    this.seen.clear();
    files.forEach(({ path, stamp }) => this.seen.set(path, stamp));
    return true;
  }

  private async read(path: string): Promise<{ wanted: Wanted[]; problems: readonly FileProblem[] }> {
    const { content, problems } = readMonitorFile(path, readFileSync(path, 'utf8'));
    if (!content) {
      return { wanted: [], problems };
    }
    try {
      const owner = await this.target.ownerOf(content);
      return { wanted: content.monitors.map((spec) => ({ owner, file: path, spec })), problems };
    } catch (error) {
      // The datasource may be known a moment later: the file is looked at again.
      this.seen.delete(path);
      return { wanted: [], problems: [wholeFile(path, asNightjarError(error).message)] };
    }
  }

  private async bring(wanted: readonly Wanted[], broken: ReadonlySet<string>): Promise<FileProblem[]> {
    const problems: FileProblem[] = [];
    const rows = await this.target.listMonitors({ deleted: false });
    const gone = await this.target.listMonitors({ deleted: true });
    const known = new Map(rows.map((row) => [nameKey(row.owner, row.name), row]));
    const deleted = new Map(gone.map((row) => [nameKey(row.owner, row.name), row]));
    for (const one of wanted) {
      const key = nameKey(one.owner, one.spec.name);
      try {
        await this.bringOne(one, known.get(key), deleted.get(key));
      } catch (error) {
        // Another process may hold the lease, or a disk be full, only for now.
        this.seen.delete(one.file);
        problems.push(wholeFile(one.file, `${one.spec.name}: ${asNightjarError(error).message}`));
      }
    }
    const kept = new Set(wanted.map(({ owner, spec }) => nameKey(owner, spec.name)));
    for (const row of rows) {
      if (row.origin === 'file' && !kept.has(nameKey(row.owner, row.name)) && !broken.has(row.source)) {
        await this.target.service.remove(row.owner, row.id, callerOf(row.source));
      }
    }
    return problems;
  }

  private async bringOne(one: Wanted, known: MonitorRow | undefined, deleted: MonitorRow | undefined): Promise<void> {
    const { service } = this.target;
    const caller = callerOf(one.file);
    const origin = { origin: 'file', source: one.file, note: 'from its file' } as const;
    let row = known;
    if (row && row.origin !== 'file') {
      throw new NightjarError('bad-request', 'a monitor of this name was made in the UI: rename one of the two.');
    }
    if (!row && deleted?.origin === 'file') {
      await service.restore(deleted.owner, deleted.id, caller);
      row = deleted;
    }
    if (!row) {
      await service.create(one.owner, one.spec, caller, origin);
    } else if (row.source !== one.file || !sameSpec(row.spec, one.spec)) {
      await service.update(
        one.owner,
        row.id,
        { spec: one.spec, version: row.version, note: origin.note },
        caller,
        origin
      );
    }
  }

  private tell(problems: readonly FileProblem[]): void {
    const before = new Set(this.found.map(problemText));
    for (const problem of problems) {
      if (!before.has(problemText(problem))) {
        this.target.log('warn', `${problemText(problem)} Its monitors stay as they are.`);
      }
    }
    if (problems.length === 0 && this.found.length > 0) {
      this.target.log('info', `The monitors in ${this.folder} are in order again.`);
    }
    this.found = problems;
  }
}

/** Of monitors of one name in two files the first counts. */
function withoutTwins(wanted: readonly Wanted[], problems: FileProblem[]): Wanted[] {
  const first = new Map<string, Wanted>();
  for (const one of wanted) {
    const key = nameKey(one.owner, one.spec.name);
    const twin = first.get(key);
    if (twin) {
      problems.push(wholeFile(one.file, `${one.spec.name}: ${twin.file} has a monitor of this name, which counts.`));
    } else {
      first.set(key, one);
    }
  }
  return [...first.values()];
}

function sameSpec(stored: unknown, spec: MonitorSpec): boolean {
  const parsed = monitorSpec.safeParse(stored);
  return parsed.success && JSON.stringify(parsed.data) === JSON.stringify(spec);
}

function nameKey({ orgId, datasource }: Owner, name: string): string {
  return JSON.stringify([orgId, datasource, name]);
}

function callerOf(file: string): Caller {
  return { login: file, role: 'Admin' };
}

function wholeFile(file: string, message: string): FileProblem {
  return { file, line: 1, column: 1, field: '', message };
}
