import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import type { ExclusionRecord } from '../../monitors/api-records.ts';
import { exclusionList, exclusionRecord, newExclusion } from '../../monitors/api-records.ts';
import type { MonitorRow } from '../../store/monitors/records.ts';
import type { MonitorContext } from '../monitors/local-or-remote.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

const params = z.object({ id: z.string().min(1).max(100) });
const both = z.object({ id: z.string().min(1).max(100), exclusion: z.string().min(1).max(300) });

const DAY_MS = 86_400_000;
/** Listed: what any training window may still hold, and the events of the next month. */
const PAST_MS = 366 * DAY_MS;
const AHEAD_MS = 31 * DAY_MS;

async function rowOf({ store, owner }: MonitorContext, id: string): Promise<MonitorRow> {
  const row = await store.getMonitor(owner, id);
  if (!row) {
    throw new NightjarError('not-found', 'There is no such monitor.');
  }
  return row;
}

async function listOf(context: MonitorContext, id: string): Promise<ExclusionRecord[]> {
  const now = Date.now();
  return context.core.exclusions.list(await rowOf(context, id), now - PAST_MS, now + AHEAD_MS);
}

export const listExclusionsRoute = defineMonitorRoute({
  method: 'get',
  path: '/monitors/:id/exclusions',
  summary: "What is kept out of a monitor's training, and why; newest first.",
  role: 'Viewer',
  params,
  reply: exclusionList,
  handle: async ({ params: { id } }, context) => ({ exclusions: await listOf(context, id) }),
});

export const addExclusionRoute = defineMonitorRoute({
  method: 'post',
  path: '/monitors/:id/exclusions',
  summary: "Keeps a stretch of time out of a monitor's training, from its next fit on.",
  role: 'Editor',
  params,
  body: newExclusion,
  reply: exclusionRecord,
  async handle({ params: { id }, body }, context) {
    if (body.end < body.start) {
      throw new NightjarError('bad-request', 'A stretch of time ends after it starts.');
    }
    const { monitors, store, owner, caller } = context;
    await rowOf(context, id);
    const input = { owner, monitor: id, cause: 'manual', ref: '', off: false, actor: caller, ...body };
    const { monitor: _monitor, ref: _ref, at: _at, ...row } = await store.putExclusion(input);
    monitors.changed(owner, id);
    return exclusionRecord.parse(row);
  },
});

export const switchExclusionRoute = defineMonitorRoute({
  method: 'post',
  path: '/monitors/:id/exclusions/:exclusion',
  summary: 'Lets a stretch that is kept out of training count again, or keeps it out again.',
  role: 'Editor',
  params: both,
  body: z.strictObject({ off: z.boolean() }),
  reply: exclusionRecord,
  async handle({ params: { id, exclusion }, body: { off } }, context) {
    const { monitors, store, owner, caller } = context;
    const found = (await listOf(context, id)).find((one) => one.id === exclusion);
    if (!found) {
      throw new NightjarError('not-found', 'There is no such stretch of time.');
    }
    const { cause, start, end, note } = found;
    await store.putExclusion({
      owner,
      monitor: id,
      id: exclusion,
      cause,
      ref: '',
      start,
      end,
      off,
      note,
      actor: caller,
    });
    monitors.changed(owner, id);
    return { ...found, off };
  },
});

export const removeExclusionRoute = defineMonitorRoute({
  method: 'delete',
  path: '/monitors/:id/exclusions/:exclusion',
  summary: 'Removes a stretch that was added by hand.',
  role: 'Editor',
  params: both,
  reply: z.object({ deleted: z.string() }),
  async handle({ params: { id, exclusion } }, { monitors, store, owner, caller }) {
    await store.removeExclusion({ owner, id: exclusion, monitor: id, actor: caller });
    monitors.changed(owner, id);
    return { deleted: exclusion };
  },
});
