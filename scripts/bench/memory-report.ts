import type { Bench, Goal } from './bench.ts';
import { benchMemory } from './memory.ts';

/** Series of a thousand samples that benchMemory takes the growth over. */
const THOUSANDS = 21;

function atMost(name: string, found: number, unit: string, aim: number): Goal {
  return { name, aim: `${aim} ${unit}`, found: `${found} ${unit}`, reached: found <= aim };
}

export const memory: Bench = {
  title: 'Memory',
  summary: 'resident memory with 1,000 series modelled, and what 1,000 samples cost',
  async run() {
    const figures = await benchMemory();
    return {
      markdown: `Resident memory of the built plugin, all of its threads and libraries included, in Grafana's role against a real Prometheus: 14 days of training at 15
minutes for each series, detector \`seasonal\`; and a thousand samples of one series, Prometheus and gRPC included.

| | |
|---|---|
| after the handshake | ${figures.startedMiB} MiB |
| after a health check (engine loaded) | ${figures.healthyMiB} MiB |
| with ${figures.seriesModelled.toLocaleString('en')} series modelled (models alone: ${figures.modelMiB} MiB) | ${figures.modelledMiB} MiB |
| the most at any time | ${figures.peakMiB} MiB |
| 1,000 samples, model fitted first | ${figures.coldThousandMs} ms |
| 1,000 samples, model cached | ${figures.warmThousandMs} ms |
| growth over ${THOUSANDS} such series | ${figures.thousandGrowthMiB} MiB |`,
      gates: [],
      goals: [
        atMost('resident memory, 1,000 series modelled', figures.modelledMiB, 'MiB', 250),
        atMost('1,000 samples detected, model fitted first', figures.coldThousandMs, 'ms', 50),
        atMost('memory grown for 1,000 samples', Number((figures.thousandGrowthMiB / THOUSANDS).toFixed(1)), 'MiB', 10),
      ],
      figures,
      skipped: [],
    };
  },
};
