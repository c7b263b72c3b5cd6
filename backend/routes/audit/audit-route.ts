import { z } from 'zod';
import { auditList } from '../../monitors/api-records.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';
import { count } from '../monitors/query-fields.ts';

export const auditRoute = defineMonitorRoute({
  method: 'get',
  path: '/audit',
  summary: 'Who changed what, when, from what to what; newest first.',
  role: 'Admin',
  query: z.object({
    limit: count(500, 100),
    before: z.coerce.number().int().optional().describe('Id of the entry to go on after.'),
    subject: z.string().max(200).optional().describe('Id of a monitor, detection, ...'),
  }),
  reply: auditList,
  async handle({ query: { limit, before, subject } }, { store, owner }) {
    const rows = await store.listAudit({ owner, limit: limit + 1, before, subject });
    return { entries: rows.slice(0, limit).map(({ owner: _owner, ...row }) => row), more: rows.length > limit };
  },
});
