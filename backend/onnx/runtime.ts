import type * as Ort from 'onnxruntime-node';
import { NightjarError } from '../errors.ts';
import { nativeCalls } from './native-calls.ts';
import type { NativeSession } from './sync-binding.ts';

export type OrtModule = typeof Ort;

interface BindingModule {
  readonly binding: { readonly InferenceSession: new () => NativeSession };
  readonly initOrt: () => void;
}

interface Loaded {
  readonly ort: OrtModule;
  readonly binding: BindingModule | null;
}

let loading: Promise<Loaded> | null = null;

/**
 * ONNX Runtime, loaded when first asked for: it costs 50 ms and 50 MB that a plugin process answering its handshake must not pay.
 * Throws `engine-failure` where its native library does not load.
 */
export async function loadRuntime(): Promise<OrtModule> {
  return (await loaded()).ort;
}

/** Its inner module, initialised; null where this onnxruntime-node has none of the kind. Throws as `loadRuntime`. */
export async function loadBinding(): Promise<BindingModule | null> {
  return (await loaded()).binding;
}

function loaded(): Promise<Loaded> {
  loading ??= nativeCalls(load).catch((cause: unknown) => {
    loading = null;
    throw new NightjarError(
      'engine-failure',
      'ONNX Runtime could not be loaded on this machine; `nightjar doctor` says what it needs (Linux with glibc, x64 or arm64).',
      { cause }
    );
  });
  return loading;
}

async function load(): Promise<Loaded> {
  const ort = await import('onnxruntime-node');
  // Its failures arrive as exceptions; what it would also write to stderr (a missing CUDA library, say) is no news.
  ort.env.logLevel = 'fatal';
  const binding = await findBinding();
  // At once: a thread that is ended with the library loaded and not initialised takes the process with it.
  binding?.initOrt();
  return { ort, binding };
}

function isBinding(found: object): found is BindingModule {
  const { binding, initOrt } = found as Partial<BindingModule>;
  return typeof initOrt === 'function' && typeof binding?.InferenceSession?.prototype?.loadModel === 'function';
}

/** onnxruntime-node's inner module is no public interface: another version may lack it, and then there is null. */
async function findBinding(): Promise<BindingModule | null> {
  try {
    const found: object = await import('onnxruntime-node/dist/binding.js');
    const module = 'default' in found && typeof found.default === 'object' && found.default ? found.default : found;
    return isBinding(module) ? module : null;
  } catch {
    return null;
  }
}
