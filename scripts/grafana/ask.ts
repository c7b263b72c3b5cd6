import { demand } from './bench.ts';
import type { GrafanaClient } from './grafana-client.ts';

export interface AskedFrame {
  readonly schema: {
    readonly fields: ReadonlyArray<{ readonly name: string; readonly labels?: Readonly<Record<string, string>> }>;
    readonly meta?: unknown;
  };
  readonly data: { readonly values: readonly unknown[][] };
}

interface Result {
  readonly error?: string;
  readonly frames: readonly AskedFrame[];
}

/** Asks a datasource through Grafana, as a panel does; `from` and `to` in ms. Throws what the query failed with. */
export async function ask(grafana: GrafanaClient, model: object, from: number, to: number): Promise<Result> {
  const reply = await grafana.call<{ results: Record<string, Result> }>('POST', '/api/ds/query', {
    queries: [model],
    from: `${from}`,
    to: `${to}`,
  });
  const result = Object.values(reply.results)[0];
  demand(!result.error, `the query failed: ${result.error}`);
  return result;
}

export function column(frame: AskedFrame, name: string): unknown[] {
  const index = frame.schema.fields.findIndex((field) => field.name === name);
  demand(index >= 0, `the frame has no field ${name}`);
  return frame.data.values[index];
}
