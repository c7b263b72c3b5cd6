import type { Check } from '../bench.ts';
import { ALERT_CHECKS } from './alerts.ts';
import { DASHBOARD_CHECKS } from './dashboards.ts';
import { FORECAST_CHECKS } from './forecasts.ts';
import { MONITOR_CHECKS } from './monitors.ts';
import { READ_API_CHECKS } from './read-api.ts';
import { ROLE_CHECKS } from './roles.ts';
import { VERDICT_CHECKS } from './verdicts.ts';
import { RESTART_CHECKS } from './restart.ts';

/** Groups of checks by name, in the order they run. */
export const GROUPS: Readonly<Record<string, readonly Check[]>> = {
  dashboards: DASHBOARD_CHECKS,
  forecasts: FORECAST_CHECKS,
  monitors: MONITOR_CHECKS,
  verdicts: VERDICT_CHECKS,
  alerts: ALERT_CHECKS,
  'read-api': READ_API_CHECKS,
  roles: ROLE_CHECKS,
  restart: RESTART_CHECKS,
};
