import type { Failure } from '../failure.ts';
import type { ProviderChoice } from '../onnx/provider.ts';

/** What the pool sends to a worker and back. */
export interface TaskMessage {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface WorkerSettings {
  /** Execution provider of ONNX Runtime. */
  readonly provider: 'auto' | 'cpu' | 'cuda';
}

/** What a worker begins with. */
export interface WorkerStart extends WorkerSettings {
  /** Of `backend/onnx/native-calls.ts`. */
  readonly calls: Int32Array;
}

export type ReplyMessage =
  /** Something for the log. */
  | { readonly line: string }
  /** CUDA failed on a model in this worker, which goes on on the CPU. */
  | { readonly provider: ProviderChoice }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure };
