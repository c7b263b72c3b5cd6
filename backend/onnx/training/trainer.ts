import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { NightjarError } from '../../errors.ts';
import type { Session } from '../session.ts';
import { sessions } from '../session-cache.ts';
import { elementCount, tensor } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import { Batches, stepNoise } from './batches.ts';
import { asCheckpoint, asStanding, freshStanding } from './checkpoint.ts';
import type { Standing } from './checkpoint.ts';
import { ChunkSizes } from './chunk-sizes.ts';
import { lossesOn, trainingFeeds } from './held-out.ts';
import { initialParameters, repeated } from './initial-parameters.ts';
import { parameterCount, stackedShape } from './net.ts';
import type { Net } from './net.ts';
import { updateRule } from './optimiser.ts';
import { rateAt } from './schedule.ts';
import { checkData, checkedSettings } from './settings.ts';
import type { Ending, TrainingData, TrainingOptions, TrainingResult, TrainingSettings } from './settings.ts';
import { trainingModel } from './training-graph.ts';
import type { TrainingForm } from './training-graph.ts';
import { evaluate, observe } from './watch.ts';
import type { Watch } from './watch.ts';

const CHUNK_MS = 50;

/** One call of `train`, from its first chunk to its last. */
class Training {
  private readonly form: TrainingForm;
  private readonly settings: ReturnType<typeof checkedSettings>;
  private readonly options: TrainingOptions;
  private readonly batches: Batches;
  private readonly fixed: Record<string, Tensor>;
  private readonly isJudged: boolean;
  readonly standing: Standing;
  readonly losses: Float32Array[] = [];
  readonly history: number[] = [];

  constructor(net: Net, data: TrainingData, given: TrainingSettings, options: TrainingOptions) {
    const { stack = null, from, initial, heldOut } = options;
    const models = stack ?? 1;
    checkData(net, data, models);
    if (heldOut) {
      checkData(net, heldOut, models);
    }
    if (from && net.drawsInGraph) {
      throw new NightjarError(
        'bad-settings',
        'A network that draws its noise in the graph cannot be resumed: let the host draw it.'
      );
    }
    this.settings = checkedSettings(given, data);
    const { batchSize, optimiser, clipNorm, seed, stop, plateau } = this.settings;
    this.form = { net, stack, batchSize, isWhole: batchSize === data.rows, optimiser, clipNorm };
    this.options = options;
    this.batches = new Batches(data.rows, batchSize, seed);
    this.fixed = trainingFeeds(net, data, stack);
    this.isJudged = Boolean(stop ?? plateau ?? heldOut);
    const { slots } = updateRule(optimiser);
    const parameters = initial ?? repeated(initialParameters(net, seed), models);
    if (parameters.length !== models * parameterCount(net)) {
      throw new NightjarError('bad-settings', 'The initial parameters are not those of this network and stack.');
    }
    this.standing = from ? asStanding(from, net.key, seed, models, slots) : freshStanding(parameters, slots, models);
  }

  get model() {
    return trainingModel(this.form);
  }

  private get isTraining(): boolean {
    const { step, watches } = this.standing;
    return step < this.settings.steps && watches.some(({ stoppedAt }) => stoppedAt < 0);
  }

  /** Inputs of `count` steps. */
  private feeds(count: number): Record<string, Tensor> {
    const { net, stack, batchSize, isWhole, optimiser } = this.form;
    const { step, parameters, slots, watches } = this.standing;
    const rule = updateRule(optimiser);
    const models = watches.length;
    const columns = rule.row(1, 1).map(() => new Float32Array(count * models));
    for (let i = 0, at = 0; i < count; i++) {
      const rate = rateAt(this.settings.schedule, step + i);
      let row: readonly number[] = [];
      for (let model = 0; model < models; model++, at++) {
        const { factor } = watches[model];
        // Most models of a stack share their rate.
        row = model > 0 && factor === watches[model - 1].factor ? row : rule.row(step + i + 1, rate * factor);
        for (let column = 0; column < columns.length; column++) {
          columns[column][at] = row[column];
        }
      }
    }
    const vector = stackedShape(stack, [parameterCount(net)]);
    const feeds: Record<string, Tensor> = { ...this.fixed, parameters: tensor('float32', vector, parameters) };
    columns.forEach((numbers, i) => {
      feeds[`schedule_${i}`] = tensor('float32', [count, ...stackedShape(stack, [1])], numbers);
    });
    slots.forEach((slot, i) => (feeds[`slot_${i}`] = tensor('float32', vector, slot)));
    if (!isWhole && Object.keys(this.fixed).length > 0) {
      feeds.rows = tensor('int32', [count, batchSize], this.batches.indices(step, count));
    }
    Object.entries(net.batch).forEach(([name, { shape, noise }], i) => {
      if (noise) {
        const numbers = stepNoise(this.settings.seed, i, step, count, batchSize * elementCount(shape));
        const dims = [count, ...stackedShape(stack && 1, [batchSize, ...shape])];
        feeds[`noise_${name}`] = tensor('float32', dims, numbers);
      }
    });
    return feeds;
  }

  private async run(session: Session, count: number): Promise<void> {
    const { standing } = this;
    const feeds = this.feeds(count);
    const results = session.runNow?.(feeds) ?? (await session.run(feeds));
    standing.parameters = results.parameters_after.data as Float32Array;
    standing.slots = standing.slots.map((_, i) => results[`slot_${i}_after`].data as Float32Array);
    const losses = results.losses_after.data as Float32Array;
    this.losses.push(losses);
    const { evaluateEvery } = this.settings;
    for (let i = 0, at = 0; i < count; i++) {
      standing.step++;
      for (const watch of standing.watches) {
        observe(watch, losses[at++], standing.step);
      }
      if (standing.step % evaluateEvery === 0) {
        await this.evaluate();
      }
    }
  }

  private async evaluate(): Promise<void> {
    const { standing, isJudged } = this;
    const { net, stack } = this.form;
    const { heldOut } = this.options;
    const { stop, plateau, tolerance } = this.settings;
    const found = heldOut ? await lossesOn(net, standing.parameters, heldOut, stack) : null;
    standing.watches.forEach((watch, model) => {
      this.history.push(watch.sum / watch.count);
      if (watch.stoppedAt >= 0) {
        watch.sum = 0;
        watch.count = 0;
        return;
      }
      const rules = { stop, plateau, isJudged };
      const isBest = evaluate(watch, found && found[model], standing.step, tolerance, rules);
      if (isJudged && (heldOut ? isBest : watch.stoppedAt >= 0)) {
        this.keep(model);
      }
    });
  }

  private keep(model: number): void {
    const { standing } = this;
    standing.kept ??= standing.parameters.slice();
    const size = standing.parameters.length / standing.watches.length;
    standing.kept.set(standing.parameters.subarray(model * size, (model + 1) * size), model * size);
  }

  /** Why it stopped before it was done; null when it is. */
  async train(session: Session): Promise<'cancelled' | 'out-of-time' | null> {
    const { signal, budgetMs = Number.POSITIVE_INFINITY, chunkMs = CHUNK_MS, onProgress } = this.options;
    const { steps, evaluateEvery } = this.settings;
    const sizes = new ChunkSizes(this.model.key, chunkMs);
    const began = performance.now();
    while (this.isTraining) {
      if (signal?.aborted) {
        return 'cancelled';
      }
      const started = performance.now();
      if (started - began >= budgetMs) {
        return 'out-of-time';
      }
      const { step } = this.standing;
      const pause = this.isJudged ? evaluateEvery - (step % evaluateEvery) : Number.POSITIVE_INFINITY;
      const count = Math.min(steps - step, sizes.next(), pause);
      await this.run(session, count);
      sizes.took(count, performance.now() - started);
      onProgress?.({ step: this.standing.step, steps, losses: this.chunkLosses(count) });
      if (this.isTraining) {
        await turnOfEventLoop();
      }
    }
    return null;
  }

  private chunkLosses(count: number): Float64Array {
    const models = this.standing.watches.length;
    const last = this.losses[this.losses.length - 1];
    const means = new Float64Array(models);
    last.forEach((loss, i) => (means[i % models] += loss / count));
    return means;
  }

  result(interruption: 'cancelled' | 'out-of-time' | null): TrainingResult {
    const { standing, settings, form, options } = this;
    const { watches, step, kept } = standing;
    const parameters = standing.parameters.slice();
    const size = parameters.length / watches.length;
    watches.forEach((watch, model) => {
      const isKept = options.heldOut ? watch.best < Number.POSITIVE_INFINITY : watch.stoppedAt >= 0;
      if (kept && isKept) {
        parameters.set(kept.subarray(model * size, (model + 1) * size), model * size);
      }
    });
    const losses = new Float32Array(this.losses.reduce((sum, { length }) => sum + length, 0));
    this.losses.reduce((at, chunk) => (losses.set(chunk, at), at + chunk.length), 0);
    return {
      parameters,
      models: watches.map((watch) => ({
        ending: endingOf(watch, interruption),
        steps: watch.stoppedAt >= 0 ? watch.stoppedAt : step,
        loss: watch.best < Number.POSITIVE_INFINITY ? watch.best : Number.NaN,
      })),
      history: Float64Array.from(this.history),
      losses,
      checkpoint: asCheckpoint(form.net.key, settings.seed, standing),
    };
  }
}

function endingOf({ divergedAt, stoppedAt }: Watch, interruption: 'cancelled' | 'out-of-time' | null): Ending {
  if (divergedAt >= 0) {
    return 'diverged';
  }
  return stoppedAt >= 0 ? 'converged' : (interruption ?? 'finished');
}

/**
 * Trains a net, or a stack of them side by side, on ONNX Runtime: many steps a run, in chunks between which the event loop turns. Equal
 * arguments give equal bytes, however the chunks fall and wherever the training was interrupted and resumed (on one kind of processor and provider).
 * Sessions are kept by the form of the training, so that the next one of the form begins at once.
 *
 * @throws NightjarError `bad-settings` where data, settings or checkpoint do not fit; `engine-failure` where an operator has no gradient rule.
 */
export async function train(
  net: Net,
  data: TrainingData,
  settings: TrainingSettings,
  options: TrainingOptions = {}
): Promise<TrainingResult> {
  const training = new Training(net, data, settings, options);
  const interruption = await sessions.with(training.model, (session) => training.train(session));
  return training.result(interruption);
}
