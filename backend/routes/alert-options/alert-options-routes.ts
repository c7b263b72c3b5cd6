import type { AlertOptions } from '../../../contract/alerts.ts';
import { NightjarError } from '../../errors.ts';
import { alertOptionsChange, alertOptionsSchema, GUARDED_OPTIONS } from '../../incidents/options-schema.ts';
import type { Caller } from '../../monitors/caller.ts';
import { defineAlertRoute } from '../alerts/alert-route.ts';

export const getAlertOptionsRoute = defineAlertRoute({
  method: 'get',
  path: '/alert-options',
  summary: 'Options of alerts, incidents and recommendations. Of addresses, only an Admin is shown more than the host.',
  role: 'Viewer',
  reply: alertOptionsSchema,
  handle: async (_input, { alerts, owner, caller }) => shownTo(caller, await alerts.options(owner)),
});

export const changeAlertOptionsRoute = defineAlertRoute({
  method: 'put',
  path: '/alert-options',
  summary:
    'Changes options; those left out stay. alertmanagerUrl, escalationWebhook and ruleFilePath reach beyond Grafana: changing them needs the role Admin.',
  role: 'Editor',
  body: alertOptionsChange,
  reply: alertOptionsSchema,
  async handle({ body }, { alerts, owner, caller }) {
    const current = await alerts.options(owner);
    const shown = shownTo(caller, current);
    const { priorityFactors, ...rest } = body;
    const change: Partial<AlertOptions> = rest;
    for (const name of GUARDED_OPTIONS) {
      if (change[name] === shown[name]) {
        // A form sends back what it was shown.
        delete change[name];
      } else if (change[name] !== undefined && caller.role !== 'Admin') {
        throw new NightjarError(
          'forbidden',
          `Changing ${name} needs the role Admin, and ${caller.login} has ${caller.role}.`
        );
      }
    }
    if (priorityFactors) {
      change.priorityFactors = { ...current.priorityFactors, ...priorityFactors };
    }
    return shownTo(caller, await alerts.setOptions(owner, change, caller));
  },
});

/** Addresses hold tokens at times (a chat's webhook, say): whoever may not change them sees where they lead and no more. */
function shownTo({ role }: Caller, options: AlertOptions): AlertOptions {
  const { alertmanagerUrl, escalationWebhook } = options;
  return role === 'Admin'
    ? options
    : { ...options, alertmanagerUrl: hostOf(alertmanagerUrl), escalationWebhook: hostOf(escalationWebhook) };
}

function hostOf(url: string): string {
  if (!URL.canParse(url)) {
    return '';
  }
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : '/…'}`;
}
