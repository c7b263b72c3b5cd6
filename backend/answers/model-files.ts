import type { Detector } from '../detectors/detector.ts';
import { onnxModel } from '../detectors/onnx-model/onnx-model.ts';
import { checkTrial, planRun, trialOf } from '../detectors/onnx-model/plan.ts';
import { EXAMPLE } from '../detectors/onnx-model/settings.ts';
import { NightjarError } from '../errors.ts';
import type { CheckedModel } from '../onnx/imports/check-model.ts';
import { heldModel, holdBytes, sha256 } from '../onnx/imports/held-models.ts';
import type { HeldModel } from '../onnx/imports/held-models.ts';
import { runTrial } from '../onnx/imports/run-trial.ts';
import { Gate } from '../sources/prometheus/gate.ts';
import type { FileRecord } from '../store/files/file-repository.ts';
import type { Owner } from '../store/owner.ts';
import type { Store } from '../store/store.ts';
import type { WorkerPool } from '../workers/pool.ts';
import { modelMetadata } from './model-record.ts';
import type { ModelListReply, ModelMetadata, ModelRecordReply, NewModelBody } from './model-record.ts';

const KIND = 'onnx';
/** Files up to here are checked on the calling thread. */
const INLINE_BYTES = 64 * 1024;
const MOST_MODELS = 500;

/** Settings as they are evaluated, and the files they need. */
export interface PreparedSettings {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly files: readonly HeldModel[];
}

/** ONNX models that users bring: checked, tried, kept in the store of their owner, and fetched for the queries that name them. */
export class ModelFiles {
  private readonly store: Store;
  private readonly pool: WorkerPool;
  private readonly maxBytes: number;
  /** Trials take memory: one after the other. */
  private readonly trials = new Gate(1);

  constructor(store: Store, pool: WorkerPool, maxBytes: number) {
    this.store = store;
    this.pool = pool;
    this.maxBytes = maxBytes;
  }

  /** Checks and tries a file, then keeps it. Throws `bad-request` where it is not fit, `too-large` and `busy` as the store does. */
  async add(owner: Owner, given: NewModelBody, uploadedBy: string, signal?: AbortSignal): Promise<ModelRecordReply> {
    const bytes = new Uint8Array(Buffer.from(given.content, 'base64'));
    if (bytes.length > this.maxBytes) {
      throw new NightjarError(
        'too-large',
        `The file has ${bytes.length} bytes and ${this.maxBytes} are the most: take a smaller model, or raise the engine's storeMaxFileBytes.`
      );
    }
    const hash = sha256(bytes);
    if (given.sha256 !== undefined && given.sha256.toLowerCase() !== hash) {
      throw new NightjarError(
        'bad-request',
        `The file that arrived has SHA-256 ${hash}, not the one expected: check that it is the right file, and upload it again.`
      );
    }
    if (given.name === EXAMPLE) {
      throw new NightjarError('bad-request', `The name '${EXAMPLE}' is the built-in model's: take another one.`);
    }
    const others = (await this.store.listFiles(owner, KIND)).filter((one) => one.hash !== hash);
    if (others.length >= MOST_MODELS) {
      throw new NightjarError('bad-request', `There are ${MOST_MODELS} models already: delete one that is not used.`);
    }
    if (others.some(({ name }) => name === given.name)) {
      throw new NightjarError(
        'bad-request',
        `There is another model named '${given.name}': take another name, or delete that one.`
      );
    }
    const checked: CheckedModel = await this.pool.run(
      'checkModel',
      { bytes },
      { priority: 'answer', inline: bytes.length <= INLINE_BYTES, signal }
    );
    const declaration = given.declaration ?? null;
    const plan = planRun(checked, { hash, name: given.name }, declaration);
    const report = await this.trials.run(() => runTrial(bytes, trialOf(plan)), signal);
    checkTrial(plan, report);
    const { producer, irVersion, opsets, inputs, outputs, operators, elements } = checked;
    const metadata: ModelMetadata = {
      uploadedBy,
      producer,
      detector: plan.form === 'nightjar' ? checked.metadata.detector : '',
      irVersion,
      opsets: { ...opsets },
      inputs: inputs.map(({ shape, ...value }) => ({ ...value, shape: [...shape] })),
      outputs: outputs.map(({ shape, ...value }) => ({ ...value, shape: [...shape] })),
      operators: { ...operators },
      elements,
      declaration,
      plan,
      runMs: report.runMs,
    };
    return recordOf(await this.store.putFile({ owner, kind: KIND, name: given.name, metadata, bytes }));
  }

  async list(owner: Owner): Promise<ModelListReply> {
    const [files, status] = await Promise.all([this.store.listFiles(owner, KIND), this.store.status()]);
    return { models: files.map(recordOf), maxBytes: this.maxBytes, inMemoryOnly: status.kind === 'memory' };
  }

  /** Throws `not-found`. */
  async get(owner: Owner, hash: string): Promise<ModelRecordReply> {
    const file = (await this.store.listFiles(owner, KIND)).find((one) => one.hash === hash);
    if (!file) {
      throw new NightjarError('not-found', `There is no model ${hash.slice(0, 64)}: it may have been deleted.`);
    }
    return recordOf(file);
  }

  /** Throws `not-found`. */
  async remove(owner: Owner, hash: string): Promise<void> {
    if (!(await this.store.removeFile(owner, KIND, hash))) {
      throw new NightjarError('not-found', `There is no model ${hash.slice(0, 64)}: it may have been deleted already.`);
    }
  }

  /** A query's settings with the file that they name fetched. Throws `bad-query` where the owner has none of that name or hash. */
  async prepare(
    owner: Owner,
    detector: Detector,
    settings: Readonly<Record<string, unknown>>,
    step: number
  ): Promise<PreparedSettings> {
    const wanted = settings.model;
    if (detector.id !== onnxModel.id || typeof wanted !== 'string' || wanted === EXAMPLE) {
      return { settings, files: [] };
    }
    const file = (await this.store.listFiles(owner, KIND)).find(({ hash, name }) => hash === wanted || name === wanted);
    if (!file) {
      throw new NightjarError(
        'bad-query',
        `There is no uploaded model '${wanted.slice(0, 100)}': upload it on the Models page, or name one of those there.`
      );
    }
    const { hash } = file;
    const shared = heldModel(hash);
    const files = [shared ? { hash, bytes: shared } : await this.fetch(owner, hash)];
    return { settings: { ...settings, model: hash, plan: recordOf(file).plan, step }, files };
  }

  private async fetch(owner: Owner, hash: string): Promise<HeldModel> {
    const bytes = await this.store.getFile(owner, KIND, hash);
    if (!bytes) {
      throw new NightjarError('bad-query', `The model ${hash.slice(0, 12)} was deleted just now: name another one.`);
    }
    return holdBytes(bytes);
  }
}

function recordOf({ hash, name, size, metadata, createdAt }: FileRecord): ModelRecordReply {
  return { ...modelMetadata.parse(metadata), hash, name, size, uploadedAt: createdAt };
}
