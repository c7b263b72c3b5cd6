import { LineCounter, isMap, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import { planMonitor } from '../monitor-plan.ts';
import type { FileProblem } from './file-problem.ts';
import { fieldName } from './file-problem.ts';
import type { MonitorFile } from './monitor-file.ts';
import { monitorFile } from './monitor-file.ts';

export interface ReadFile {
  /** null where there is a problem. */
  readonly content: MonitorFile | null;
  readonly problems: readonly FileProblem[];
}

/** Aliases a file may expand to (a few bytes of nested ones make billions of nodes). */
const MOST_ALIASES = 1_000;

/**
 * Reads the text of a YAML (or JSON) file of monitors and checks all of it: syntax, fields, and what only a whole monitor shows, such as settings its
 * detector does not know. Each problem names its line, column and field.
 */
export function readMonitorFile(file: string, text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return {
      content: null,
      problems: document.errors.map(({ pos, message }) => ({
        file,
        ...at(pos[0]),
        field: '',
        message: sentence(message),
      })),
    };
  }
  const place = (path: readonly PropertyKey[]) => at(offsetOf(document, path));
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    const message = error instanceof Error ? sentence(error.message) : 'it cannot be read.';
    return { content: null, problems: [{ file, line: 1, column: 1, field: '', message }] };
  }
  const parsed = monitorFile.safeParse(data ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap(inFields).map(({ path, message }) => ({
      file,
      ...place(path),
      field: fieldName(path),
      message: sentence(message),
    }));
    return { content: null, problems };
  }
  const problems = planProblems(parsed.data).map(({ path, message }) => ({
    file,
    ...place(path),
    field: fieldName(path),
    message,
  }));
  return { content: problems.length > 0 ? null : parsed.data, problems };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** An unknown field is told at that field, not at what holds it. */
function inFields(issue: z.core.$ZodIssue): Issue[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'there is no such field' }))
    : [{ path: issue.path, message: issue.message }];
}

function planProblems({ monitors }: MonitorFile): Issue[] {
  const problems: Issue[] = [];
  const names = new Map<string, number>();
  monitors.forEach((spec, index) => {
    const before = names.get(spec.name);
    if (before !== undefined) {
      problems.push({ path: ['monitors', index, 'name'], message: `monitors[${before}] has this name already.` });
    }
    names.set(spec.name, index);
    try {
      planMonitor(spec, {});
    } catch (error) {
      if (!(error instanceof NightjarError)) {
        throw error;
      }
      const field =
        error.message.startsWith('The settings of') || error.message.includes(' has no setting ') ? ['settings'] : [];
      problems.push({ path: ['monitors', index, ...field], message: error.message });
    }
  });
  return problems;
}

/** Where a path begins in the text: at its key, else at the nearest thing around it that is there. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const last = path[length - 1];
    const holder = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    if (isMap(holder)) {
      const pair = holder.items.find(({ key }) => isNode(key) && 'value' in key && key.value === last);
      if (pair && isNode(pair.key) && pair.key.range) {
        return pair.key.range[0];
      }
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      return node.range[0];
    }
  }
  return document.contents?.range[0] ?? 0;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
