import { abandonCuda, adoptProvider, configureProvider, describeProvider, trialModel } from './provider.ts';
import type { ProviderChoice } from './provider.ts';
import { loadRuntime } from './runtime.ts';
import { openSession } from './session.ts';
import { tensor } from './tensor.ts';

/** As a machine whose trial worked: what comes then is ONNX Runtime's own. */
const WORKED: ProviderChoice = { provider: 'cuda', reason: 'A trial model ran on the GPU with CUDA.' };

let lines: string[];
let told: ProviderChoice[];
beforeEach(() => {
  [lines, told] = [[], []];
  configureProvider(
    'auto',
    (line) => lines.push(line),
    (choice) => told.push(choice)
  );
});
afterEach(() => {
  jest.restoreAllMocks();
  configureProvider('auto', () => undefined);
});

async function hasGpu(): Promise<boolean> {
  return (await describeProvider()).provider === 'cuda';
}

async function runsTrial(isPublic: boolean): Promise<void> {
  const session = await openSession(trialModel(), isPublic);
  const { y } = await session.run({ x: tensor('float32', [1], Float32Array.of(-2)) });
  expect([...(y.data as Float32Array)]).toEqual([0]);
  await session.dispose();
}

it.each(['auto', 'cuda'] as const)('%s without CUDA takes the CPU, with one line and a reason', async (setting) => {
  configureProvider(setting, (line) => lines.push(line));
  if (await hasGpu()) {
    return expect(lines).toEqual([]);
  }
  await runsTrial(false);
  await runsTrial(true);
  expect((await describeProvider()).reason).toContain('nightjar doctor --cuda');
  expect(lines).toEqual([expect.stringMatching(/^CUDA is not available \(.+\); models run on the CPU\.$/)]);
});

it('cpu asks nobody', async () => {
  configureProvider('cpu', (line) => lines.push(line));
  expect(await describeProvider()).toEqual({ provider: 'cpu', reason: 'The setting asks for the CPU.' });
  expect(lines).toEqual([]);
});

it.each([false, true])(
  'sessions that CUDA refuses are opened on the CPU: one line for all, health knows, other threads are told (public: %s)',
  async (isPublic) => {
    if (await hasGpu()) {
      return;
    }
    lines = [];
    // ONNX Runtime itself refuses: it has no CUDA library here.
    adoptProvider(WORKED);
    await Promise.all([runsTrial(isPublic), runsTrial(isPublic), runsTrial(isPublic)]);
    await runsTrial(isPublic);
    expect(lines).toEqual([expect.stringMatching(/^CUDA failed on a model \(.+\); models run on the CPU/)]);
    const choice = await describeProvider();
    expect(choice).toMatchObject({ provider: 'cpu', reason: expect.stringContaining('CUDA failed on a model') });
    expect(told).toEqual([choice]);
  }
);

it('a session that opened on CUDA and fails in a run is run again on the CPU, and stays there', async () => {
  const { InferenceSession } = await loadRuntime();
  const real = InferenceSession.create.bind(InferenceSession) as (
    model: Uint8Array,
    options: { executionProviders: readonly unknown[] }
  ) => ReturnType<typeof InferenceSession.create>;
  let broken = 0;
  // Stands in for the device: a session on it opens, and its runs fail as those of a GPU that fell off the bus.
  const create = jest.spyOn(InferenceSession, 'create') as unknown as jest.SpyInstance;
  create.mockImplementation(async (model: Uint8Array, options: { executionProviders: readonly unknown[] }) => {
    const onCuda = options.executionProviders.includes('cuda');
    const session = await real(model, { ...options, executionProviders: ['cpu'] });
    if (onCuda) {
      session.run = () => Promise.reject(new Error(`CUDA failure 719: unspecified launch failure (${++broken})`));
    }
    return session;
  });
  adoptProvider(WORKED);
  const session = await openSession(trialModel(), true);
  for (const value of [3, 4]) {
    const { y } = await session.run({ x: tensor('float32', [1], Float32Array.of(value)) });
    expect([...(y.data as Float32Array)]).toEqual([value]);
  }
  expect(broken).toBe(1);
  expect(lines).toEqual([expect.stringContaining('CUDA failure 719')]);
  expect((await describeProvider()).reason).toContain('CUDA failure 719');
  await runsTrial(true);
  expect(create.mock.calls.map(([, { executionProviders }]) => executionProviders[0])).toEqual(['cuda', 'cpu', 'cpu']);
  await session.dispose();
});

it('a run that fails on the CPU too is an error', async () => {
  adoptProvider({ provider: 'cpu', reason: 'test' });
  const session = await openSession(trialModel());
  await expect(session.run({ x: tensor('float32', [2], Float32Array.of(1, 2)) })).rejects.toMatchObject({
    code: 'engine-failure',
  });
  expect(lines).toEqual([]);
  abandonCuda(new Error('late'));
  abandonCuda(new Error('later'));
  expect(lines).toHaveLength(1);
  await session.dispose();
});
