import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import {
  monitorChange,
  monitorList,
  monitorPresetList,
  monitorRecord,
  monitorVersionList,
  newMonitor,
} from '../../monitors/api-records.ts';
import { monitorSpec } from '../../monitors/monitor-spec.ts';
import { PRESETS } from '../../monitors/presets/index.ts';
import { defineRoute } from '../route.ts';
import type { MonitorContext } from './local-or-remote.ts';
import { defineMonitorRoute } from './local-or-remote.ts';
import { flag } from './query-fields.ts';

const params = z.object({ id: z.string().min(1).max(100) });

/** What a file says is changed in the file alone. */
async function refuseFiles({ monitors, owner }: MonitorContext, id: string): Promise<void> {
  const { origin, source, name } = await monitors.get(owner, id);
  if (origin === 'file') {
    throw new NightjarError('bad-request', `${name} comes from ${source}: change it there, or copy it.`);
  }
}

export const listMonitorsRoute = defineMonitorRoute({
  method: 'get',
  path: '/monitors',
  summary: "The datasource's monitors, how they stand and what they cost.",
  role: 'Viewer',
  query: z.object({ deleted: flag }),
  reply: monitorList,
  async handle({ query: { deleted } }, { monitors, owner }) {
    const { evaluates, reason, notices } = monitors.state();
    return { monitors: await monitors.list(owner, { deleted }), evaluates, reason, notices: [...notices] };
  },
});

export const createMonitorRoute = defineMonitorRoute({
  method: 'post',
  path: '/monitors',
  summary: 'Makes a monitor; it is evaluated at once and then on its schedule.',
  role: 'Editor',
  body: newMonitor,
  reply: monitorRecord,
  handle: ({ body: { spec } }, { monitors, owner, caller }) => monitors.create(owner, spec, caller),
});

/** Before `/monitors/:id`, which would take their names for ids. */
export const presetsRoute = defineRoute({
  method: 'get',
  path: '/monitors/presets',
  summary: 'Monitors to begin from.',
  role: 'Viewer',
  reply: monitorPresetList,
  handle: () => ({ presets: [...PRESETS] }),
});

export const getMonitorRoute = defineMonitorRoute({
  method: 'get',
  path: '/monitors/:id',
  summary: 'One monitor with its spec.',
  role: 'Viewer',
  params,
  reply: monitorRecord,
  handle: ({ params: { id } }, { monitors, owner }) => monitors.get(owner, id),
});

export const changeMonitorRoute = defineMonitorRoute({
  method: 'put',
  path: '/monitors/:id',
  summary: 'Changes a monitor: a new version. Refused (409) where it is no longer the version the change began from.',
  role: 'Editor',
  params,
  body: monitorChange,
  reply: monitorRecord,
  async handle({ params: { id }, body }, context) {
    await refuseFiles(context, id);
    return context.monitors.update(context.owner, id, body, context.caller);
  },
});

function pausing(paused: boolean) {
  return defineMonitorRoute({
    method: 'post',
    path: `/monitors/:id/${paused ? 'pause' : 'resume'}`,
    summary: paused ? 'Stops evaluating a monitor.' : 'Goes on with a paused monitor from now.',
    role: 'Editor',
    params,
    reply: monitorRecord,
    async handle({ params: { id } }, context) {
      await refuseFiles(context, id);
      return context.monitors.pause(context.owner, id, paused, context.caller);
    },
  });
}

export const pauseMonitorRoute = pausing(true);
export const resumeMonitorRoute = pausing(false);

export const removeMonitorRoute = defineMonitorRoute({
  method: 'delete',
  path: '/monitors/:id',
  summary: 'Deletes a monitor; it can be restored for 30 days.',
  role: 'Editor',
  params,
  reply: z.object({ deleted: z.string() }),
  async handle({ params: { id } }, context) {
    await refuseFiles(context, id);
    await context.monitors.remove(context.owner, id, context.caller);
    return { deleted: id };
  },
});

export const restoreMonitorRoute = defineMonitorRoute({
  method: 'post',
  path: '/monitors/:id/restore',
  summary: 'Brings a deleted monitor back, with its results.',
  role: 'Editor',
  params,
  reply: monitorRecord,
  handle: ({ params: { id } }, { monitors, owner, caller }) => monitors.restore(owner, id, caller),
});

export const monitorVersionsRoute = defineMonitorRoute({
  method: 'get',
  path: '/monitors/:id/versions',
  summary: 'Every version of a monitor, newest first.',
  role: 'Viewer',
  params,
  reply: monitorVersionList,
  async handle({ params: { id } }, { store, owner }) {
    const rows = await store.monitorVersions(owner, id);
    if (rows.length === 0) {
      throw new NightjarError('not-found', 'There is no such monitor.');
    }
    return {
      versions: rows.map(({ version, spec, at, author, note }) => ({
        version,
        spec: monitorSpec.parse(spec),
        at,
        author,
        note,
      })),
    };
  },
});
