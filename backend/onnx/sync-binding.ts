import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { nativeCall } from './native-calls.ts';
import { loadBinding } from './runtime.ts';

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

/** Opens a model without the public wrapper; null where this onnxruntime-node has none of the inner interface. Throws what ONNX Runtime throws. */
export async function openNative(
  model: Uint8Array,
  options: InferenceSession.SessionOptions
): Promise<NativeSession | null> {
  const module = await loadBinding();
  if (!module) {
    return null;
  }
  return nativeCall(() => {
    const session = new module.binding.InferenceSession();
    session.loadModel(model.buffer, model.byteOffset, model.byteLength, options);
    return session;
  });
}
