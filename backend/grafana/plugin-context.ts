import type { DatasourceSettings } from '../../contract/settings.ts';
import type { Caller, Connection, Role } from '../answers/engine.ts';
import { NightjarError } from '../errors.ts';
import type { PluginContext } from './wire/messages.ts';

/**
 * The configured datasource a request is for. Grafana's own URL field stands in for `prometheusUrl`, as provisioning files write it.
 *
 * @throws NightjarError `bad-settings` where the request names no datasource or its settings are no JSON object.
 */
export function connectionOf(context: PluginContext | null): Connection {
  const instance = context?.dataSourceInstanceSettings;
  if (!context || !instance) {
    throw new NightjarError('bad-settings', 'The request names no datasource: add a Nightjar datasource and use it.');
  }
  const settings = parseSettings(instance.jsonData);
  const url = instance.url !== '' && !settings.prometheusUrl && !settings.grafanaUrl ? instance.url : undefined;
  return {
    orgId: context.orgId,
    uid: instance.uid,
    settings: url === undefined ? settings : { ...settings, prometheusUrl: url },
    secrets: instance.decryptedSecureJsonData,
  };
}

/** The settings as stored; their values are for the engine to check. */
function parseSettings(json: Buffer): DatasourceSettings {
  let settings: unknown;
  try {
    settings = json.length === 0 ? {} : JSON.parse(json.toString());
  } catch (cause) {
    throw new NightjarError('bad-settings', 'The datasource settings are no JSON: save the datasource again.', {
      cause,
    });
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new NightjarError('bad-settings', 'The datasource settings are no JSON object: save the datasource again.');
  }
  return settings;
}

const ROLES: readonly Role[] = ['Viewer', 'Editor', 'Admin'];

/** Who asks, as Grafana says. Alert rules and public dashboards come without a user, and an unknown role is the least one. */
export function callerOf(context: PluginContext | null): Caller {
  const role = ROLES.find((known) => known === context?.user?.role);
  return { login: context?.user?.login || 'anonymous', role: role ?? 'Viewer' };
}
