import type * as Ort from 'onnxruntime-node';
import { NightjarError } from '../errors.ts';

export type OrtModule = typeof Ort;

let loading: Promise<OrtModule> | null = null;

/**
 * ONNX Runtime, loaded when first asked for: it costs 50 ms and 50 MB that a plugin process answering its handshake must not pay.
 * Throws `engine-failure` where its native library does not load.
 */
export function loadRuntime(): Promise<OrtModule> {
  loading ??= load().catch((cause: unknown) => {
    loading = null;
    throw new NightjarError(
      'engine-failure',
      'ONNX Runtime could not be loaded on this machine; `nightjar doctor` says what it needs (Linux with glibc, x64 or arm64).',
      { cause }
    );
  });
  return loading;
}

async function load(): Promise<OrtModule> {
  const ort = await import('onnxruntime-node');
  // Its failures arrive as exceptions; what it would also write to stderr (a missing CUDA library, say) is no news.
  ort.env.logLevel = 'fatal';
  return ort;
}
