import { callerRecord } from '../../monitors/api-records.ts';
import { defineRoute } from '../route.ts';

/** Who asks: pages show what that role may do. */
export const callerRoute = defineRoute({
  method: 'get',
  path: '/caller',
  summary: 'Who asks, as the engine knows them, and their role.',
  role: 'Viewer',
  reply: callerRecord,
  handle: (_input, { caller: { login, role } }) => ({ login, role }),
});
