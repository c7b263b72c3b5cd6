import { readFileSync, writeSync } from 'node:fs';
import { configureProvider } from '../provider.ts';
import { openSession } from '../session.ts';
import type { Feeds, Session } from '../session.ts';
import { toTyped } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import type { TrialPlan, TrialReply, TrialReport } from './trial-plan.ts';

/**
 * A process of its own that opens a model and runs it on made-up windows: whatever the model does to ONNX Runtime ends here. Standard input is the plan's
 * length in four bytes, the plan as JSON, and the file; the reply goes to standard output as JSON.
 */
async function main(): Promise<TrialReply> {
  const input = readFileSync(0);
  const length = input.readUInt32LE(0);
  const plan = JSON.parse(input.toString('utf8', 4, 4 + length)) as TrialPlan;
  configureProvider('cpu', () => undefined);
  try {
    const session = await openSession(new Uint8Array(input.subarray(4 + length)));
    return { report: await tryModel(session, plan) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

async function tryModel(session: Session, plan: TrialPlan): Promise<TrialReport> {
  const whole = await session.run(feedsOf(plan, (row) => row));
  const output = numbersOf(whole[plan.output]);
  const width = output.length / plan.batch;
  let dependence = 0;
  for (const row of [0, plan.batch - 1]) {
    const alone = numbersOf((await session.run(feedsOf(plan, () => row)))[plan.output]);
    for (let i = 0; i < width; i++) {
      const [a, b] = [output[row * width + i], alone[row * width + i]];
      const difference = Math.abs(a - b) / Math.max(1, Math.abs(a));
      dependence = Math.max(
        dependence,
        Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.isNaN(difference) ? 1 : difference
      );
    }
  }
  const started = performance.now();
  await session.run(feedsOf(plan, (row) => row));
  const runMs = performance.now() - started;
  const finite = output.filter(Number.isFinite).length;
  const missing = output.filter(Number.isNaN).length;
  const { dims, type } = whole[plan.output];
  return { dims, type, runMs, finite, missing, infinite: output.length - finite - missing, dependence };
}

const DAY_MS = 86_400_000;

/** Row `row` of the batch is made-up window number `source(row)`: a wave with ripples, around 0 and about 1 high. */
function feedsOf({ inputs, batch }: TrialPlan, source: (row: number) => number): Feeds {
  const feeds: Record<string, Tensor> = {};
  for (const { name, type, row: shape } of inputs) {
    const size = shape.reduce((product, dim) => product * dim, 1);
    const values = Array.from({ length: batch * size }, (_, i) => {
      const window = source(Math.floor(i / size));
      const at = window + (i % size);
      return type === 'int64' ? 20_000 * DAY_MS + at * 60_000 : Math.sin(at / 7) + 0.3 * Math.sin(at * 1.7);
    });
    feeds[name] = { type, dims: [batch, ...shape], data: toTyped(type, values) };
  }
  return feeds;
}

function numbersOf(found: Tensor | undefined): Float64Array {
  return Float64Array.from(found ? Array.from(found.data as ArrayLike<number | bigint>, Number) : []);
}

writeSync(1, JSON.stringify(await main()));
