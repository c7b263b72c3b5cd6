import { systemHealth } from '../../incidents/records.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

export const systemHealthRoute = defineMonitorRoute({
  method: 'get',
  path: '/health/system',
  summary:
    'How healthy everything is: 100 less 20, 15, 10 and 5 for each active critical, error, warning and info, by service and overall, with what costs points and the course of the last day.',
  role: 'Viewer',
  reply: systemHealth,
  handle: (_input, { core, owner }) => core.systemHealth(owner),
});
