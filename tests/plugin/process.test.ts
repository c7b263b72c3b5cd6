import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { MONDAY, daily } from '../engine/made-series.ts';
import { builtPlugin } from './built-plugin.ts';
import { launchPlugin, parseLog } from './plugin-process.ts';
import type { LaunchOptions, PluginProcess } from './plugin-process.ts';
import { until } from './until.ts';

const NAME = 'gpx_nightjar_linux_amd64';
const unreachable = { jsonData: { prometheusUrl: 'http://127.0.0.1:1' } };

let folder = '';
let executable = '';
let scratch = '';
const running: PluginProcess[] = [];

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

beforeAll(async () => {
  folder = await builtPlugin();
  executable = join(folder, NAME);
  scratch = mkdtempSync(join(tmpdir(), 'nightjar-test-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((plugin) => plugin.stop()));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function launch(options: LaunchOptions = {}, path = executable): Promise<PluginProcess> {
  const plugin = await launchPlugin(path, options);
  running.push(plugin);
  return plugin;
}

/** Runs to its end: exit code and what it said. */
function runToEnd(
  path: string,
  env: Record<string, string> = {}
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(path, { env }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }));
  });
}

describe('the start', () => {
  it('is a handshake over a unix socket that only this user can reach', async () => {
    const plugin = await launch();
    expect(plugin.stdout()).toMatch(/^1\|2\|unix\|\/.+\/plugin\.sock\|grpc\|\n$/);
    const socket = plugin.handshake[3];
    expect(Buffer.byteLength(socket)).toBeLessThan(108);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
    expect(await plugin.client.ping()).toEqual({ status: 1 });
  });

  it('works without any environment, from any working directory and through a symbolic link', async () => {
    const link = join(scratch, 'linked');
    symlinkSync(executable, link);
    for (const [options, path] of [
      [{ cwd: '/' }, executable],
      [{ cwd: folder }, `./${NAME}`],
      [{ cwd: scratch }, './linked'],
    ] as const) {
      const plugin = await launch(options, path);
      expect((await plugin.client.checkHealth(unreachable)).message).toContain('cannot be reached');
    }
  });

  it('is not upset by what the host sets for its own libraries', async () => {
    const env = { LD_PRELOAD: '/nowhere.so', LD_LIBRARY_PATH: '/nowhere', TMPDIR: scratch, LANG: 'de_DE.UTF-8' };
    const plugin = await launch({ env });
    expect(plugin.handshake[3].startsWith(scratch)).toBe(true);
    expect(await plugin.client.ping()).toEqual({ status: 1 });
    expect(plugin.stderr()).toBe('');
  });

  it('takes another folder where TMPDIR is too long or not writable', async () => {
    const long = join(scratch, 'x'.repeat(100));
    mkdirSync(long);
    for (const env of [{ TMPDIR: long }, { TMPDIR: '/nowhere' }]) {
      const plugin = await launch({ env });
      expect(await plugin.client.ping()).toEqual({ status: 1 });
    }
  });

  it('is refused by whom Grafana did not start', async () => {
    const alone = await runToEnd(executable);
    expect(alone).toMatchObject({ code: 1, stdout: '' });
    expect(alone.stderr).toContain('Grafana starts it');
    const old = await runToEnd(executable, { grafana_plugin_type: 'datasource', PLUGIN_PROTOCOL_VERSIONS: '1' });
    expect(old).toMatchObject({ code: 1, stdout: '' });
  });

  it('survives settings that are wrong, and says so to each call', async () => {
    const plugin = await launch({ env: { GF_PLUGIN_CONFIG_PATH: '/nowhere.yaml' } });
    const health = await plugin.client.checkHealth(unreachable);
    expect(health.message).toContain('/nowhere.yaml');
    expect(await plugin.client.ping()).toEqual({ status: 1 });
  });
});

describe('the launcher', () => {
  it('says which file is missing, in one line', async () => {
    for (const missing of ['lib/ld_linux_amd64', 'node_linux_amd64', 'plugin.js']) {
      const broken = mkdtempSync(join(scratch, 'broken-'));
      mkdirSync(join(broken, 'lib'));
      for (const file of [NAME, 'lib/ld_linux_amd64', 'plugin.js']) {
        copyFileSync(join(folder, file), join(broken, file));
      }
      symlinkSync(join(folder, 'node_linux_amd64'), join(broken, 'node_linux_amd64'));
      rmSync(join(broken, missing));
      const { code, stderr } = await runToEnd(join(broken, NAME));
      expect(code).toBe(127);
      expect(stderr).toBe(
        `Nightjar cannot start: this file of the plugin is missing or not accessible: ${join(broken, missing)}\n`
      );
    }
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('runs with nothing on the host: no C library, no shell, no /proc, another user (needs root)', async () => {
    const host = join(scratch, 'host');
    mkdirSync(join(host, 'tmp'), { recursive: true, mode: 0o777 });
    chmodSync(join(host, 'tmp'), 0o1777);
    cpSync(folder, join(host, 'plugins'), { recursive: true });
    const prometheus = new FakePrometheus();
    prometheus.series = [daily('cart')];
    const context = { jsonData: { prometheusUrl: await prometheus.start() } };
    const plugin = await launch({ chroot: host, uid: 472 }, `/plugins/${NAME}`);
    const model = {
      expr: 'requests',
      detector: 'isolation-forest',
      output: 'scores',
      step: '5m',
      trainingWindow: '3d',
    };
    const query = { refId: 'A', model, from: MONDAY, to: MONDAY + 3_600_000 };
    const { responses } = await plugin.client.queryData(context, [query], { FromAlert: 'true' });
    expect(responses.A).toMatchObject({ status: 200, error: '' });
    expect(tableFromIPC(responses.A.frames?.[0]).getChild('score')?.nullCount).toBe(0);
    await prometheus.stop();
  });
});

describe('the end', () => {
  it('comes with the host’s Shutdown, and leaves no socket', async () => {
    const plugin = await launch();
    await plugin.client.checkHealth(unreachable);
    expect(await plugin.stop()).toEqual({ code: 0, signal: null });
    expect(existsSync(dirname(plugin.handshake[3]))).toBe(false);
  });

  it('comes with SIGTERM and not with SIGINT', async () => {
    const plugin = await launch();
    const ended = once(plugin.process, 'exit');
    plugin.process.kill('SIGINT');
    expect(await plugin.client.ping()).toEqual({ status: 1 });
    plugin.process.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('comes when Grafana is gone', async () => {
    // A parent that starts the plugin, passes the handshake on and is killed.
    const script = `
      const child = require('node:child_process').spawn(process.argv[1], { stdio: ['ignore', 'inherit', 'inherit'] });
      setInterval(() => child.pid, 1000);
      process.stderr.write('pid ' + child.pid + '\\n');`;
    const parent = spawn(process.execPath, ['-e', script, executable], { env: { grafana_plugin_type: 'datasource' } });
    let stderr = '';
    parent.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await once(parent.stdout, 'data');
    const pid = Number(/pid (\d+)/.exec(stderr)?.[1]);
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isRunning(pid));
  });

  it('by kill -9 is none: the next start answers at once', async () => {
    const first = await launch();
    const ended = once(first.process, 'exit');
    first.process.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    running.splice(0);
    first.client.close();
    const second = await launch();
    expect((await second.client.checkHealth(unreachable)).message).toContain('cannot be reached');
  });
});

it('logs lines that Grafana’s host understands, at the level asked for', async () => {
  const quiet = await launch({ env: { GF_PLUGIN_LOG_LEVEL: 'error' } });
  await quiet.client.checkHealth(unreachable);
  expect(quiet.stderr()).toBe('');
  const loud = await launch({ env: { GF_PLUGIN_LOG_LEVEL: 'debug' } });
  await loud.client.checkHealth({ jsonData: 'no JSON' });
  await until(() => loud.stderr() !== '');
  expect(parseLog(loud.stderr())).toContainEqual(
    expect.objectContaining({ level: 'debug', message: 'health check failed', code: 'bad-settings' })
  );
  expect(loud.stdout().split('\n')).toHaveLength(2);
});

it('holds no source maps, and what Grafana executes is executable', () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, '../../src/datasource/plugin.json'), 'utf8')) as {
    executable: string;
  };
  expect(`${manifest.executable}_linux_amd64`).toBe(NAME);
  for (const file of [NAME, 'node_linux_amd64', 'lib/ld_linux_amd64']) {
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o755);
  }
  expect(readFileSync(join(folder, 'plugin.js'), 'utf8')).not.toContain('sourceMappingURL');
});

it('holds no secret and no path of the machine it was built on', () => {
  const checkout = join(__dirname, '..', '..');
  const secrets = Object.entries(process.env)
    .filter(([name, value = '']) => /TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY/i.test(name) && value.length >= 8)
    .map(([, value = '']) => value);
  const foreign = [checkout, ...secrets];
  // The native files are those of Node and ONNX Runtime, as published.
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|json|txt)$/.test(name)
  );
  expect(written).toContain('plugin.js');
  const found = written.filter((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return foreign.some((one) => text.includes(one));
  });
  expect(found).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie that nobody waits for has ended.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
