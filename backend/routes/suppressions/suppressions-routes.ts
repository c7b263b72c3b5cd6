import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import type { SuppressionRecord } from '../../monitors/api-records.ts';
import { matchLabels } from '../../monitors/match-labels.ts';
import type { LabelMatcher } from '../../monitors/match-labels.ts';
import { newSuppression, suppressionList, suppressionRecord } from '../../monitors/api-records.ts';
import type { SuppressionRow } from '../../store/monitors/records.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

/** The longest: what is to be ignored for ever is better not detected. */
const LONGEST_MS = 366 * 86_400_000;

export const listSuppressionsRoute = defineMonitorRoute({
  method: 'get',
  path: '/suppressions',
  summary: 'Whose detections are kept quiet, until when and why; also past ones, newest first.',
  role: 'Viewer',
  reply: suppressionList,
  async handle(_input, { store, owner }) {
    const rows = await store.listSuppressions(owner);
    return { suppressions: rows.map((row) => recordOf(row, Date.now())) };
  },
});

export const addSuppressionRoute = defineMonitorRoute({
  method: 'post',
  path: '/suppressions',
  summary: 'Keeps detections quiet whose series match, for a time. They are still kept, and marked.',
  role: 'Editor',
  body: newSuppression,
  reply: suppressionRecord,
  async handle({ body }, { store, owner, caller }) {
    const { startsAt, endsAt } = body;
    if (endsAt <= startsAt || endsAt - startsAt > LONGEST_MS) {
      throw new NightjarError('bad-request', 'A suppression ends after it starts, and within a year.');
    }
    refuseBadPatterns(body.matchers);
    return recordOf(await store.addSuppression({ owner, ...body, actor: caller }), Date.now());
  },
});

export const removeSuppressionRoute = defineMonitorRoute({
  method: 'delete',
  path: '/suppressions/:id',
  summary: 'Ends a suppression now.',
  role: 'Editor',
  params: z.object({ id: z.string().min(1).max(100) }),
  reply: suppressionRecord,
  handle: async ({ params: { id } }, { store, owner, caller }) =>
    recordOf(await store.removeSuppression({ owner, id, actor: caller }), Date.now()),
});

function recordOf({ owner: _owner, matchers, ...row }: SuppressionRow, now: number): SuppressionRecord {
  const isOver = row.removedAt !== null || row.endsAt <= now;
  return {
    ...row,
    matchers: newSuppression.shape.matchers.parse(matchers),
    state: isOver ? 'expired' : row.startsAt > now ? 'pending' : 'active',
  };
}

function refuseBadPatterns(matchers: readonly LabelMatcher[]): void {
  try {
    matchLabels({}, matchers);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new NightjarError('bad-request', `A pattern of the suppression is wrong: ${error.message}`, {
        cause: error,
      });
    }
    throw error;
  }
}
