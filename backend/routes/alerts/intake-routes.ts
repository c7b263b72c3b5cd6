import { z } from 'zod';
import type { Intake } from '../../alerts/intake/intake.ts';
import { readAlertmanagerWebhook } from '../../alerts/intake/read-alertmanager.ts';
import { readGrafanaWebhook } from '../../alerts/intake/read-grafana.ts';
import { readAlertLines, splitAlerts } from '../../alerts/intake/read-lines.ts';
import type { EngineConfig } from '../../config.ts';
import { NightjarError } from '../../errors.ts';
import { defineAlertRoute } from './alert-route.ts';
import type { AlertContext } from './alert-route.ts';

const maxBytes = ({ maxAlertBytes }: EngineConfig) => maxAlertBytes;

const intakeReply = z.object({
  accepted: z.number().int().describe('Alerts that are kept now, whatever happens next.'),
  refused: z.number().int(),
  /** Of the first twenty that were refused. */
  reasons: z.array(z.string()),
  notices: z.array(z.string()),
});

/** A delivery of a webhook: fields that are not named here are ignored. */
const delivery = z.object({
  alerts: z.array(z.unknown()),
  truncatedAlerts: z.number().int().min(0).optional(),
});

/** Keeps what a delivery holds. Refused in whole only where nothing of it can be read, since the sender would not send it again. */
async function keep(
  alerts: readonly unknown[],
  read: () => Intake,
  { alerts: service, owner, core }: AlertContext
): Promise<z.infer<typeof intakeReply>> {
  const { maxAlerts } = core.config;
  if (alerts.length > maxAlerts) {
    throw new NightjarError(
      'too-large',
      `One request may hold ${maxAlerts} alerts (maxAlerts), and this one holds ${alerts.length}: send them in several.`
    );
  }
  const { events, refused, refusedCount, notices } = read();
  if (events.length === 0 && refusedCount > 0) {
    throw new NightjarError('bad-request', `No alert of the request can be taken. ${refused[0].reason}`);
  }
  const { accepted } = events.length > 0 ? await service.take(owner, events) : { accepted: 0 };
  return { accepted, refused: refusedCount, reasons: refused.map(({ reason }) => reason), notices: [...notices] };
}

export const alertmanagerWebhookRoute = defineAlertRoute({
  method: 'post',
  path: '/alerts/alertmanager',
  summary: "Takes alerts as Alertmanager's webhook (version 4) sends them.",
  role: 'Editor',
  maxBytes,
  body: delivery,
  reply: intakeReply,
  handle: ({ body }, context) => keep(body.alerts, () => readAlertmanagerWebhook(body, Date.now()), context),
});

export const grafanaWebhookRoute = defineAlertRoute({
  method: 'post',
  path: '/alerts/grafana',
  summary: "Takes alerts as Grafana Alerting's webhook contact point sends them.",
  role: 'Editor',
  maxBytes,
  body: delivery,
  reply: intakeReply,
  handle: ({ body }, context) => keep(body.alerts, () => readGrafanaWebhook(body, Date.now()), context),
});

export const takeAlertsRoute = defineAlertRoute({
  method: 'post',
  path: '/alerts',
  summary: "Takes alerts in Nightjar's own form: a JSON array, one object, or JSON lines.",
  role: 'Editor',
  maxBytes,
  readBody: splitAlerts,
  body: z.array(z.unknown()),
  reply: intakeReply,
  handle: ({ body }, context) => keep(body, () => readAlertLines(body, Date.now()), context),
});
