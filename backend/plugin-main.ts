import type { EngineConfig } from './config.ts';
import type { Engine } from './answers/engine.ts';
import { refusal } from './grafana/handshake.ts';
import { hclog } from './grafana/hclog.ts';
import { servePlugin } from './grafana/serve-plugin.ts';

/*
 * The program Grafana starts. Settings under [plugin.nightjar-ml-datasource] of grafana.ini arrive as GF_PLUGIN_<NAME>:
 * log_level (trace to error), config_path (an engine configuration file, see backend/config.ts), data_path (folder of the store) and
 * monitors_path (folder of YAML files of monitors).
 */
const env = process.env;
const reason = refusal(env);
if (reason !== null) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
process.title = 'gpx_nightjar';

const log = hclog((line) => process.stderr.write(line), env.GF_PLUGIN_LOG_LEVEL);

async function readConfig(): Promise<EngineConfig> {
  const [{ parseEngineConfig, readEngineConfig }, { dataFolder }] = await Promise.all([
    import('./config.ts'),
    import('./store/place.ts'),
  ]);
  const path = env.GF_PLUGIN_CONFIG_PATH;
  const config: EngineConfig = path ? readEngineConfig(path) : parseEngineConfig();
  const monitorsFolder = env.GF_PLUGIN_MONITORS_PATH || config.monitorsFolder;
  return { ...config, dataFolder: config.dataFolder ?? dataFolder(env), monitorsFolder };
}

async function createEngine(): Promise<Engine> {
  const [{ createEngine: create }, config] = await Promise.all([import('./create-engine.ts'), readConfig()]);
  return create(config, log);
}

/**
 * Whether monitors are to be evaluated or alerts followed: Grafana asks nothing of a plugin that no dashboard shows. Without a configuration file the environment tells, so that
 * an idle plugin loads no more for it.
 */
async function worksAlone(): Promise<boolean> {
  if (env.GF_PLUGIN_MONITORS_PATH) {
    return true;
  }
  const [{ dataFolder }, { hasAlerts }, { hasConnections }, { hasMonitors }] = await Promise.all([
    import('./store/place.ts'),
    import('./store/alerts/has-alerts.ts'),
    import('./store/monitors/has-connections.ts'),
    import('./store/monitors/has-monitors.ts'),
  ]);
  const config = env.GF_PLUGIN_CONFIG_PATH ? await readConfig() : null;
  const folder = config?.dataFolder ?? dataFolder(env);
  return Boolean(config?.monitorsFolder) || hasMonitors(folder) || hasAlerts(folder) || hasConnections(folder);
}

await servePlugin(createEngine, worksAlone, log);
