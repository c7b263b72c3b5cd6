import { z } from 'zod';
import { backtestRecord, newBacktest } from '../../monitors/api-records.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

const params = z.object({ id: z.string().min(1).max(100) });

export const startBacktestRoute = defineMonitorRoute({
  method: 'post',
  path: '/backtests',
  summary: 'Begins to go through history with a monitor as it would be; ask for it by its id until it is done.',
  role: 'Editor',
  body: newBacktest,
  reply: backtestRecord,
  handle: ({ body }, { core, owner }) => core.backtests.start(owner, body),
});

export const getBacktestRoute = defineMonitorRoute({
  method: 'get',
  path: '/backtests/:id',
  summary: 'How far a back-test is, and what it found; kept for an hour after it ended.',
  role: 'Viewer',
  params,
  reply: backtestRecord,
  handle: ({ params: { id } }, { core, owner }) => core.backtests.get(owner, id),
});

export const cancelBacktestRoute = defineMonitorRoute({
  method: 'delete',
  path: '/backtests/:id',
  summary: 'Ends a back-test at once.',
  role: 'Editor',
  params,
  reply: backtestRecord,
  handle: ({ params: { id } }, { core, owner }) => core.backtests.cancel(owner, id),
});
