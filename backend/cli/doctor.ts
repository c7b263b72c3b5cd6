import { glibcCheck, nodeCheck } from './doctor/machine.ts';
import type { Check } from './doctor/check.ts';
import { cudaChecks } from './doctor/cuda.ts';
import { pluginCheck } from './doctor/plugin.ts';
import { prometheusCheck } from './doctor/prometheus.ts';
import { runtimeChecks } from './doctor/runtime.ts';
import { storeChecks } from './doctor/store.ts';
import { parseFlags } from './command.ts';
import type { Command } from './command.ts';

const usage = `usage: nightjar doctor [--prometheus URL] [--cuda] [--json]

Checks what Nightjar needs on this machine: Node, the C library, ONNX Runtime and its provider, the data folder and its store, the built plugin, and
Prometheus where its URL is given. Exit status 1 when something that is needed is missing.

  --prometheus URL  try a query there
  --cuda            say what is missing for models on a GPU
  --json            one JSON object on standard output, beside the list on standard error`;

const MARK = { ok: 'ok     ', missing: 'MISSING', absent: 'absent ' } as const;

export const doctor: Command = {
  name: 'doctor',
  summary: 'check what Nightjar needs on this machine',
  usage,
  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: { prometheus: { type: 'string' }, cuda: { type: 'boolean' }, json: { type: 'boolean' } },
    } as const);
    const checks: Check[] = [
      nodeCheck(),
      glibcCheck(),
      ...(await runtimeChecks()),
      ...(await storeChecks()),
      pluginCheck(),
    ];
    if (values.prometheus !== undefined) {
      checks.push(await prometheusCheck(values.prometheus));
    }
    if (values.cuda) {
      checks.push(...(await cudaChecks()));
    }
    const width = Math.max(...checks.map(({ name }) => name.length)) + 2;
    for (const { name, state, detail } of checks) {
      process.stderr.write(`${MARK[state]}  ${name.padEnd(width)}${detail}\n`);
    }
    const ok = checks.every(({ state }) => state !== 'missing');
    if (values.json) {
      process.stdout.write(`${JSON.stringify({ ok, checks })}\n`);
    }
    return ok ? 0 : 1;
  },
};
