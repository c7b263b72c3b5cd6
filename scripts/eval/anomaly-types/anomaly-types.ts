import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import { LEAST_PROBABILITY, classifyAnomalies, classifyWith } from '../../../backend/anomaly-types/classify.ts';
import type { Evaluation } from '../evaluation.ts';
import { confusionOf, macroF1, scoresOf } from './confusion.ts';
import type { Confusion } from './confusion.ts';
import { JUDGED_WORLD, TRAINING_WORLD, makeSet } from './make-set.ts';
import { trainNetwork } from './train-network.ts';

const TRAINING_PER_TYPE = 1500;
const TRAINING_SEED = 1;
const JUDGED_PER_TYPE = 400;
const JUDGED_SEEDS = [2, 3, 4];
const LEAST_F1 = 0.85;
const LEAST_RECALL = 0.7;
const PARAMETERS = join(import.meta.dirname, '..', '..', '..', 'backend', 'anomaly-types', 'network.gen.ts');

/** Which of the eight types the network gives to faults whose names, services and magnitudes it has not been trained on. */
export const anomalyTypes: Evaluation = {
  title: 'Types of anomalies',
  summary:
    'the eight types on faults of metrics, services and magnitudes unseen in training; --write trains the network',
  async run({ seeds = JUDGED_SEEDS, write, print, say }) {
    let parameters: Float32Array | null = null;
    if (write) {
      say('making faults and training');
      parameters = await trainNetwork(makeSet(TRAINING_WORLD, TRAINING_PER_TYPE, TRAINING_SEED), TRAINING_SEED);
      writeParameters(parameters);
    }
    const judged = seeds.flatMap((seed) => makeSet(JUDGED_WORLD, JUDGED_PER_TYPE, seed));
    const evidence = judged.map((fault) => fault.evidence);
    const given = await (parameters ? classifyWith(parameters, evidence) : classifyAnomalies(evidence));
    const confusion = confusionOf(judged.map(({ type }, i) => ({ truth: type, given: given[i].type })));
    const scores = scoresOf(confusion);
    const f1 = macroF1(confusion);
    const lowest = Math.min(...scores.map(({ recall }) => recall));
    print(intro(judged.length, seeds));
    print(table(confusion));
    print(
      `Macro F1 ${f1.toFixed(3)} (at least ${LEAST_F1}), lowest recall ${lowest.toFixed(3)} (at least ${LEAST_RECALL}).`
    );
    return {
      macroF1: f1,
      lowestRecall: lowest,
      passed: f1 >= LEAST_F1 && lowest >= LEAST_RECALL,
      types: Object.fromEntries(ANOMALY_TYPES.map((type, i) => [type, scores[i]])),
    };
  },
};

function intro(count: number, seeds: readonly number[]): string {
  return `${count.toLocaleString('en')} generated faults (seeds ${seeds.join(', ')}), as many of each type, at any time of their life: metric names and services that are in no
training fault, levels below 0.01 and above 10,000 (training: between), distances of 4 to 5 and 20 to 60 standard deviations (training: 5 to 20). The network has
seen ${(TRAINING_PER_TYPE * ANOMALY_TYPES.length).toLocaleString('en')} others; \`--write\` makes and trains it anew. A type that is less likely than ${LEAST_PROBABILITY} is not named: \`unusual_pattern\`.
Rows are what a fault is, columns what it was called.
`;
}

function table(confusion: Confusion): string {
  const scores = scoresOf(confusion);
  const short = ANOMALY_TYPES.map((type) => type.replaceAll('_', ' '));
  const rows = confusion.map((row, i) => {
    const { recall, precision, f1 } = scores[i];
    return `| ${short[i]} | ${row.join(' | ')} | ${[recall, precision, f1].map((one) => one.toFixed(2)).join(' | ')} |`;
  });
  return `| | ${short.join(' | ')} | recall | precision | F1 |\n|---|${'---|'.repeat(ANOMALY_TYPES.length + 3)}\n${rows.join('\n')}\n`;
}

function writeParameters(parameters: Float32Array): void {
  const text = Buffer.from(parameters.buffer, parameters.byteOffset, parameters.byteLength).toString('base64');
  const lines = text.match(/.{1,110}/g) ?? [];
  writeFileSync(
    PARAMETERS,
    `/** Parameters of the network in classify.ts, float32 in base64. \`npm run -s eval -- anomaly-types --write\` writes this file. */
export const NETWORK_PARAMETERS =
${lines.map((line) => `  '${line}'`).join(' +\n')};
`
  );
}
