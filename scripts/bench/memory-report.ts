import type { Bench, Goal } from './bench.ts';
import { benchMemory } from './memory.ts';

/** Series of a thousand samples that benchMemory takes the growth over. */
const THOUSANDS = 21;

/** The goal of 250 MB, in MiB. */
const RESIDENT_MIB = 238;

function atMost(name: string, found: number, unit: string, aim: number): Goal {
  return { name, aim: `${aim} ${unit}`, found: `${found} ${unit}`, reached: found <= aim };
}

export const memory: Bench = {
  title: 'Memory',
  summary: 'resident memory with 1,000 series modelled, and what 1,000 samples cost',
  async run() {
    const figures = await benchMemory();
    const { modelledMiB, restingMiB, mappedMiB, heapMiB, modelMiB } = figures;
    const models = figures.seriesModelled.toLocaleString('en');
    return {
      markdown: `Resident memory of the built plugin, all of its threads and libraries included, in Grafana's role against a real Prometheus: 14 days of training at 15
minutes for each series, detector \`seasonal\`; and a thousand samples of one series, Prometheus and gRPC included.

| | |
|---|---|
| after the handshake | ${figures.startedMiB} MiB |
| after a health check (engine loaded) | ${figures.healthyMiB} MiB |
| right after the answer, ${models} models in memory | ${modelledMiB} MiB |
| half a minute later, workers ended | ${restingMiB} MiB |
| the most at any time | ${figures.peakMiB} MiB |
| 1,000 samples, model fitted first | ${figures.coldThousandMs} ms |
| 1,000 samples, model cached | ${figures.warmThousandMs} ms |
| growth over ${THOUSANDS} such series | ${figures.thousandGrowthMiB} MiB |

Where it goes: at rest ${mappedMiB} MiB are pages of files, most of them Node's own, ${heapMiB} MiB JavaScript's heap, ${modelMiB} MiB models, and ${restingMiB - mappedMiB - heapMiB - Math.round(modelMiB)} MiB
buffers, code and what the allocator keeps; the two worker threads hold ${modelledMiB - restingMiB} MiB more until they have been idle for 20 seconds.`,
      gates: [],
      goals: [
        atMost('resident memory, 1,000 series modelled, right after the answer', modelledMiB, 'MiB', RESIDENT_MIB),
        atMost('resident memory, 1,000 series modelled, at rest', restingMiB, 'MiB', RESIDENT_MIB),
        atMost('1,000 samples detected, model fitted first', figures.coldThousandMs, 'ms', 50),
        atMost('memory grown for 1,000 samples', Number((figures.thousandGrowthMiB / THOUSANDS).toFixed(1)), 'MiB', 10),
      ],
      figures,
      skipped: [],
    };
  },
};
