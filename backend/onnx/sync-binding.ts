import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { loadRuntime } from './runtime.ts';

/** What the native session reads of a tensor: it asks for no class, and a plain object is read twice as fast as the public one. */
export interface NativeTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: ArrayBufferView;
  readonly location: 'cpu';
}

/** ONNX Runtime's native session, which the public interface wraps: the same, without a turn of the event loop a run. */
export interface NativeSession {
  readonly inputMetadata: readonly { readonly name: string }[];
  readonly outputMetadata: readonly { readonly name: string }[];
  loadModel(
    buffer: ArrayBufferLike,
    byteOffset: number,
    byteLength: number,
    options: InferenceSession.SessionOptions
  ): void;
  /** Run options may be left out, which spares ONNX Runtime to make them. */
  run(
    feeds: Readonly<Record<string, NativeTensor>>,
    fetches: Readonly<Record<string, null>>
  ): Readonly<Record<string, Tensor>>;
  dispose(): void;
}

interface BindingModule {
  readonly binding: { readonly InferenceSession: new () => NativeSession };
  readonly initOrt: () => void;
}

function isBinding(found: object): found is BindingModule {
  const { binding, initOrt } = found as Partial<BindingModule>;
  return typeof initOrt === 'function' && typeof binding?.InferenceSession?.prototype?.loadModel === 'function';
}

let loading: Promise<BindingModule | null> | null = null;

/** onnxruntime-node's inner module is no public interface: another version may lack it, and then there is null. */
async function load(): Promise<BindingModule | null> {
  await loadRuntime();
  try {
    const found: object = await import('onnxruntime-node/dist/binding.js');
    const module = 'default' in found && typeof found.default === 'object' && found.default ? found.default : found;
    return isBinding(module) ? module : null;
  } catch {
    return null;
  }
}

/** Opens a model without the public wrapper; null where this onnxruntime-node has none of the inner interface. Throws what ONNX Runtime throws. */
export async function openNative(
  model: Uint8Array,
  options: InferenceSession.SessionOptions
): Promise<NativeSession | null> {
  loading ??= load();
  const module = await loading;
  if (!module) {
    return null;
  }
  module.initOrt();
  const session = new module.binding.InferenceSession();
  session.loadModel(model.buffer, model.byteOffset, model.byteLength, options);
  return session;
}
