import { pathToFileURL } from 'node:url';

/** What a process of the pool is asked: the module whose `runTask` to call, and with what. */
export interface Ask {
  readonly module: string;
  readonly input: unknown;
}

export type Reply = { readonly result: unknown } | { readonly problem: string };

process.on('message', async ({ module, input }: Ask) => {
  const reply: Reply = await (async () => {
    try {
      const { runTask } = (await import(pathToFileURL(module).href)) as { runTask(input: unknown): Promise<unknown> };
      return { result: await runTask(input) };
    } catch (error) {
      return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  })();
  process.send?.(reply);
});
