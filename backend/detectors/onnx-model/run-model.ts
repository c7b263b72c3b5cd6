import { NightjarError } from '../../errors.ts';
import { heldModel, holdBytes } from '../../onnx/imports/held-models.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { Feeds, Session } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';
import type { RunPlan } from './declaration.ts';
import { exampleModel, examplePlan } from './example.ts';
import { BATCH, outputWidth } from './plan.ts';
import type { InputRows } from './rows.ts';

function bytesOf({ hash, name }: RunPlan): Uint8Array {
  const held = heldModel(hash) ?? (hash === examplePlan().hash ? holdBytes(exampleModel()).bytes : undefined);
  if (!held) {
    throw new NightjarError(
      'not-found',
      `The model '${name}' is no longer at hand: ask again, or upload it anew on the Models page.`
    );
  }
  return held;
}

/**
 * The model's output for rows: `outputWidth` numbers a row. Rows go through in batches of one size, the last one filled up with its first row, so that a
 * row's output does not depend on how many there are. `times`: of each row's instant, ms.
 */
export async function runModel(
  plan: RunPlan,
  { rows, count }: Omit<InputRows, 'instants'>,
  times: Float64Array
): Promise<Float64Array> {
  const width = plan.window * plan.columns;
  const outputs = outputWidth(plan);
  const found = new Float64Array(count * outputs);
  if (count === 0) {
    return found;
  }
  const bytes = bytesOf(plan);
  await sessions.with({ key: `onnx-model ${plan.hash}`, build: () => ownBytes(bytes) }, async (session) => {
    const batch = plan.input.isSingle ? 1 : BATCH;
    for (let from = 0; from < count; from += batch) {
      const to = Math.min(count, from + batch);
      const feeds = feedsOf(plan, rows.subarray(from * width, to * width), times.subarray(from, to), batch);
      const numbers = await outputOf(session, plan, feeds);
      for (let i = 0; i < (to - from) * outputs; i++) {
        found[from * outputs + i] = Number(numbers[i]);
      }
    }
  });
  return found;
}

/** ONNX Runtime wants memory that is not shared. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  const own = new Uint8Array(bytes.length);
  own.set(bytes);
  return own;
}

function feedsOf(
  { input, time, window, columns }: RunPlan,
  rows: Float64Array | Float32Array,
  times: Float64Array,
  batch: number
): Feeds {
  const width = window * columns;
  const given = rows.length / width;
  const numbers = input.type === 'float32' ? new Float32Array(batch * width) : new Float64Array(batch * width);
  numbers.set(rows);
  const instants = new BigInt64Array(batch).fill(BigInt(times[0]));
  times.forEach((at, i) => (instants[i] = BigInt(at)));
  for (let row = given; row < batch; row++) {
    numbers.copyWithin(row * width, 0, width);
  }
  const dims = [batch, ...input.row];
  return {
    [input.name]: numbers instanceof Float32Array ? tensor('float32', dims, numbers) : tensor('float64', dims, numbers),
    ...(time ? { [time]: tensor('int64', [batch], instants) } : {}),
  };
}

async function outputOf(session: Session, plan: RunPlan, feeds: Feeds): Promise<ArrayLike<number | bigint>> {
  const results = session.runNow ? session.runNow(feeds) : await session.run(feeds);
  return results[plan.output].data;
}
