import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sessions } from '../../backend/onnx/session-cache.ts';
import type { Finding } from './judges.ts';
import { runPython } from './python.ts';

/** What a judge finds and the page that says so. */
export interface Compared {
  readonly findings: Finding[];
  readonly markdown: string;
}

/** How Nightjar is laid beside a Python script of this folder: `R`, what the script says of a data set; `C`, what came of it. */
export interface Comparing<R, C> {
  readonly script: string;
  readonly args: readonly string[];
  /** Does what the script did with one data set; the numbers it wrote are in the folder. */
  compare(reference: R): Promise<C>;
  finding(one: C): Finding;
  /** `requirements` are the packages that judged, in words. */
  page(comparisons: readonly C[], requirements: string): string;
}

/** Runs the script, which prints a list of data sets, and compares them one after the other. */
export async function compareWithPython<R, C>(
  python: string,
  requirements: string,
  { script, args, compare, finding, page }: Comparing<R, C>
): Promise<Compared> {
  const references = await runPython<R[]>(python, join(import.meta.dirname, script), args);
  const comparisons: C[] = [];
  for (const reference of references) {
    comparisons.push(await compare(reference));
  }
  await sessions.clear();
  return { findings: comparisons.map(finding), markdown: page(comparisons, requirements) };
}

/** The numbers of a file that a script wrote. */
export function readNumbers<T>(folder: string, name: string, as: new (buffer: ArrayBuffer) => T): T {
  return new as(Uint8Array.from(readFileSync(join(folder, name))).buffer);
}
