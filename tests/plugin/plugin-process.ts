import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PluginClient } from './plugin-client.ts';

/** A plugin launched as Grafana launches it, and what it says. */
export interface PluginProcess {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly client: PluginClient;
  /** The fields of the handshake. */
  readonly handshake: readonly string[];
  /** Everything on stdout and stderr so far. */
  stdout(): string;
  stderr(): string;
  /** Ends it over the protocol, and gives exit code and signal. */
  stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface LaunchOptions {
  readonly args?: readonly string[];
  /** The whole environment beside the two variables go-plugin always sets; nothing of the host's. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly uid?: number;
  /** A folder that becomes the root of the file system; `executable` is inside it then. */
  readonly chroot?: string;
}

const COOKIE = { grafana_plugin_type: 'datasource', PLUGIN_PROTOCOL_VERSIONS: '2' };

/**
 * Starts an executable in Grafana's role and waits for its handshake.
 *
 * @throws Error with what it printed where it ends or prints anything else.
 */
export async function launchPlugin(executable: string, options: LaunchOptions = {}): Promise<PluginProcess> {
  const child = spawnPlugin(executable, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => stdout.includes('\n') && resolve());
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`ended with ${code ?? signal} before the handshake: ${stderr}`))
    );
  });
  const handshake = stdout.trimEnd().split('|');
  const socket = handshake[3];
  const client = new PluginClient(`unix:${options.chroot ?? ''}${socket}`);
  client.openHostStreams();
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    process: child,
    pid: child.pid ?? 0,
    client,
    handshake,
    stdout: () => stdout,
    stderr: () => stderr,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await client.shutdown();
      }
      client.close();
      const [code, signal] = await ended;
      return { code, signal };
    },
  };
}

function spawnPlugin(executable: string, options: LaunchOptions): ChildProcess {
  const env = { ...COOKIE, ...options.env };
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  if (options.chroot === undefined) {
    return spawn(executable, [...(options.args ?? [])], {
      env,
      cwd: options.cwd,
      uid: options.uid,
      gid: options.uid,
      stdio,
    });
  }
  const user = options.uid === undefined ? [] : [`--userspec=${options.uid}:${options.uid}`];
  return spawn('chroot', [...user, options.chroot, executable, ...(options.args ?? [])], {
    env: { ...env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio,
  });
}

/** The lines of a plugin's log, parsed; throws where one is no line that Grafana's host understands. */
export function parseLog(stderr: string): { level: string; message: string; [field: string]: unknown }[] {
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = JSON.parse(line) as Record<string, unknown>;
      const { '@level': level, '@message': message, '@timestamp': timestamp, ...fields } = entry;
      if (typeof level !== 'string' || typeof message !== 'string' || !/\.\d{6}Z$/.test(String(timestamp))) {
        throw new Error(`no hclog line: ${line}`);
      }
      return { ...fields, level, message };
    });
}
