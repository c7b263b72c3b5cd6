import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import { maintenanceWindow } from '../../incidents/records.ts';
import { matchLabels } from '../../monitors/match-labels.ts';
import { defineAlertRoute } from '../alerts/alert-route.ts';
import { matcherList } from '../monitors/query-fields.ts';

/** The longest: what is to be ignored for ever needs no alert. */
const LONGEST_MS = 366 * 86_400_000;

const newWindow = z.strictObject({
  reason: z.string().trim().min(1).max(1_000),
  matchers: z
    .array(z.string().max(2_000))
    .min(1)
    .max(20)
    .describe('Label matchers such as service="cart"; all must match.'),
  start: z.number().min(0).max(8.64e15).describe('ms since the epoch'),
  end: z.number().min(0).max(8.64e15).describe('ms since the epoch'),
});

export const listMaintenanceRoute = defineAlertRoute({
  method: 'get',
  path: '/maintenance',
  summary: 'Maintenance windows: alerts within them open no incidents.',
  role: 'Viewer',
  reply: z.object({ windows: z.array(maintenanceWindow) }),
  handle: async (_input, { alerts, owner }) => ({ windows: await alerts.maintenance(owner) }),
});

export const addMaintenanceRoute = defineAlertRoute({
  method: 'post',
  path: '/maintenance',
  summary: 'Adds a maintenance window.',
  role: 'Editor',
  body: newWindow,
  reply: maintenanceWindow,
  handle({ body }, { alerts, owner, caller }) {
    if (body.end <= body.start || body.end - body.start > LONGEST_MS) {
      throw new NightjarError('bad-request', 'A maintenance window ends after it starts, and within a year.');
    }
    refuseWrongMatchers(body.matchers);
    return alerts.addMaintenance(owner, body, caller);
  },
});

export const removeMaintenanceRoute = defineAlertRoute({
  method: 'delete',
  path: '/maintenance/:id',
  summary: 'Removes a maintenance window.',
  role: 'Editor',
  params: z.object({ id: z.string().min(1).max(100) }),
  reply: z.object({ removed: z.string() }),
  async handle({ params: { id } }, { alerts, owner, caller }) {
    await alerts.removeMaintenance(owner, id, caller);
    return { removed: id };
  },
});

function refuseWrongMatchers(matchers: readonly string[]): void {
  const read = matcherList.safeParse(matchers);
  if (!read.success) {
    throw new NightjarError('bad-request', `The matchers are wrong: ${read.error.issues[0].message}.`);
  }
  try {
    matchLabels({}, read.data ?? []);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new NightjarError('bad-request', `A pattern of the matchers is wrong: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
