import type { EngineConfig } from '../../config.ts';

/** Where ONNX models run and why, in words; loads the runtime only when asked. */
export async function providerState(setting: EngineConfig['provider']): Promise<{ name: string; reason: string }> {
  const { describeProvider } = await import('../../onnx/provider.ts');
  const { provider, reason } = await describeProvider();
  return { name: provider, reason: reason || `set to ${setting}` };
}
