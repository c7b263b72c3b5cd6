import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import type { IncidentDeed } from '../../incidents/alert-service.ts';
import { incidentRecord } from '../../incidents/records.ts';
import { defineAlertRoute } from '../alerts/alert-route.ts';

const id = z.string().min(1).max(100);
const text = z.string().trim().max(5_000);
/** The longest a silence may last, ms. */
const LONGEST_SILENCE_MS = 366 * 86_400_000;

const until = z
  .number()
  .refine((at) => at > Date.now() && at <= Date.now() + LONGEST_SILENCE_MS, {
    error: 'must be a time from now on, within a year, in ms since the epoch',
  })
  .describe('ms since the epoch');

/** What each deed needs beside its incident. */
const BODIES = {
  acknowledge: z.strictObject({}),
  assign: z.strictObject({ to: z.string().trim().max(200).describe('A login; empty for nobody.') }),
  comment: z.strictObject({ text: text.min(1) }),
  silence: z.strictObject({ until, text: text.default('') }),
  unsilence: z.strictObject({}),
  resolve: z.strictObject({ text: text.default('') }),
  reopen: z.strictObject({}),
  merge: z.strictObject({
    with: z.array(id).min(1).max(100).describe('Ids of incidents that become part of this one.'),
  }),
  split: z.strictObject({
    alerts: z.array(z.string().min(1).max(200)).min(1).max(10_000).describe('Ids of alerts that leave it.'),
  }),
} satisfies Record<IncidentDeed['kind'], z.ZodType>;

const SUMMARIES: Readonly<Record<IncidentDeed['kind'], string>> = {
  acknowledge: 'Says that somebody looks after an incident: it escalates no more.',
  assign: 'Gives an incident to somebody.',
  comment: 'Writes into the timeline of an incident.',
  silence: 'Silences the alerts of an incident, also in Alertmanager and Grafana where their alerts come from there.',
  unsilence: 'Ends the silences of an incident.',
  resolve: 'Ends an incident, with what was done.',
  reopen: 'Opens an incident that was resolved.',
  merge: 'Makes several incidents one.',
  split: 'Makes some alerts of an incident one of their own; they are not put together again.',
};

function deedRoute<K extends IncidentDeed['kind']>(kind: K) {
  return defineAlertRoute({
    method: 'post',
    path: `/incidents/:id/${kind}`,
    summary: SUMMARIES[kind],
    role: 'Editor',
    params: z.object({ id }),
    body: BODIES[kind] as z.ZodType<object>,
    reply: incidentRecord,
    handle({ params, body }, { alerts, owner, caller }) {
      const deed = { kind, ...body } as IncidentDeed;
      if (deed.kind === 'merge' && deed.with.includes(params.id)) {
        throw new NightjarError('bad-request', 'An incident cannot be merged with itself: name others.');
      }
      return alerts.act(owner, params.id, deed, caller);
    },
  });
}

export const incidentDeedRoutes = (Object.keys(BODIES) as IncidentDeed['kind'][]).map(deedRoute);
