import { asNightjarError } from '../errors.ts';
import { alertmanagerAddress } from '../sources/alertmanager/address.ts';
import { AlertmanagerClient } from '../sources/alertmanager/alertmanager-client.ts';
import type { Connection, HealthReport } from './engine.ts';

/** Alertmanager 0.25 and later, as the documentation promises. */
const LEAST_MINOR = 25;

/** The report, and whether the Alertmanager of the settings can be read; without one, the report as it is. */
export async function withAlertmanager(
  report: HealthReport,
  { settings, secrets }: Connection,
  signal?: AbortSignal
): Promise<HealthReport> {
  if (!settings.alertmanagerUrl || settings.engineUrl) {
    return report;
  }
  const problem = await problemOf(settings, secrets, signal);
  return problem === null
    ? report
    : { ...report, ok: false, message: report.ok ? problem : `${report.message} ${problem}` };
}

async function problemOf(
  settings: Connection['settings'],
  secrets: Connection['secrets'],
  signal?: AbortSignal
): Promise<string | null> {
  let client: AlertmanagerClient | null = null;
  try {
    const address = alertmanagerAddress(settings, secrets, '');
    if (!address) {
      return null;
    }
    client = new AlertmanagerClient(address);
    const [{ version }] = await Promise.all([client.status(signal), client.alerts(signal)]);
    const [, minor] = /^0\.(\d+)/.exec(version ?? '') ?? [];
    return minor !== undefined && Number(minor) < LEAST_MINOR
      ? `Alertmanager ${version} is too old: Nightjar reads version 0.${LEAST_MINOR} and later.`
      : null;
  } catch (error) {
    return asNightjarError(error).message;
  } finally {
    await client?.close();
  }
}
