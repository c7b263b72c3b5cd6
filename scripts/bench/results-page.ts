import { cpus, totalmem } from 'node:os';
import type { Bench, BenchReport } from './bench.ts';

const INTRODUCTION = `# Benchmarks

\`npm run -s bench\` measures all of this anew, \`npm run -s bench -- NAME\` one part; with \`--write-docs\` the parts measured are written here. Peers run in
turn on the same machine and medians are compared, so that ratios hold elsewhere though times do not. **Gates** are ratios and fail the command;
**goals** are absolute figures, recorded whether reached or not.`;

/** The machine in words. */
export function machineInWords(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const platform = `${process.platform} ${process.arch}`;
  return `${processors.length} processors (${processors[0].model.trim()}), ${memory} GiB of memory, ${platform}, Node ${process.versions.node}`;
}

/** A section of the page. `load` is the machine's load average before the run: what else it did. */
export function sectionOf({ title }: Bench, report: BenchReport, load: number): string {
  const { markdown, gates, goals, skipped } = report;
  const verdicts = [
    ...gates.map(
      ({ name, bound, found, passed }) =>
        `| gate | ${name} | ${bound} | ${found} | ${passed ? 'passed' : '**failed**'} |`
    ),
    ...goals.map(
      ({ name, aim, found, reached }) =>
        `| goal | ${name} | ${aim} | ${found} | ${reached ? 'reached' : '**missed**'} |`
    ),
  ];
  return [
    `## ${title}`,
    markdown,
    ...(verdicts.length > 0 ? [`| | what | bound | found | |\n|---|---|---|---|---|\n${verdicts.join('\n')}`] : []),
    ...skipped,
    `Measured on ${machineInWords()}; load average before the run: ${load.toFixed(1)}.`,
  ].join('\n\n');
}

/** The page with the given sections (by title) in place of its older ones, in the order of `titles`. */
export function updatePage(page: string, titles: readonly string[], sections: ReadonlyMap<string, string>): string {
  const old = new Map(
    page
      .split(/^(?=## )/m)
      .slice(1)
      .map((section) => [/^## (.*)$/m.exec(section)?.[1] ?? '', section.trim()] as const)
  );
  const kept = titles.flatMap((title) => sections.get(title) ?? old.get(title) ?? []);
  return `${[INTRODUCTION, ...kept].join('\n\n')}\n`;
}
