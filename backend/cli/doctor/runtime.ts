import { asNightjarError } from '../../errors.ts';
import { describeProvider } from '../../onnx/provider.ts';
import { loadRuntime } from '../../onnx/runtime.ts';
import type { Check } from './check.ts';

/** Whether ONNX Runtime loads, and where models run: a trial session says it, not a list of names. */
export async function runtimeChecks(): Promise<Check[]> {
  try {
    const { env } = await loadRuntime();
    const { provider, reason } = await describeProvider();
    return [
      { name: 'ONNX Runtime', state: 'ok', detail: `onnxruntime-node ${env.versions.node}` },
      { name: 'Provider', state: 'ok', detail: `${provider}: ${reason}` },
    ];
  } catch (error) {
    const { message, cause } = asNightjarError(error);
    const why = cause instanceof Error ? ` (${cause.message.split('\n')[0]})` : '';
    return [{ name: 'ONNX Runtime', state: 'missing', detail: `${message}${why}` }];
  }
}
