import { z } from 'zod';
import { RECOMMENDATION_CATEGORIES, RECOMMENDATION_STATES } from '../../../contract/recommendations.ts';
import { recommendationRecord } from '../../recommendations/records.ts';
import type { Recommendation } from '../../recommendations/records.ts';
import type { RecommendationDeed } from '../../recommendations/recommendation-service.ts';
import type { Route } from '../route.ts';
import { defineMonitorRoute } from '../monitors/local-or-remote.ts';

const list = z
  .object({ recommendations: z.array(recommendationRecord) })
  .describe('Highest priority first. Times are ISO 8601.');
const named = z.object({ id: z.string().min(1).max(100) });
/** One value, several with the parameter repeated, or separated by commas. */
const several = <T extends z.ZodType>(item: T) =>
  z
    .preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).min(1).max(20))
    .optional();

export const listRecommendationsRoute = defineMonitorRoute({
  method: 'get',
  path: '/recommendations',
  summary: 'What to change, highest priority first; of all states where none is asked for.',
  role: 'Viewer',
  query: z.object({
    state: several(z.enum(RECOMMENDATION_STATES)),
    category: several(z.enum(RECOMMENDATION_CATEGORIES)),
    component: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
  }),
  reply: list,
  async handle({ query: { state, category, component, limit } }, { core, owner }) {
    const filter = { states: state, categories: category, component, limit };
    return { recommendations: await core.recommendations.list(owner, filter) };
  },
});

export const getRecommendationRoute = defineMonitorRoute({
  method: 'get',
  path: '/recommendations/:id',
  summary: 'One recommendation.',
  role: 'Viewer',
  params: named,
  reply: recommendationRecord,
  handle: ({ params: { id } }, { core, owner }) => core.recommendations.get(owner, id),
});

export const analyseRoute = defineMonitorRoute({
  method: 'post',
  path: '/recommendations/analyse',
  summary: 'Looks for recommendations now, measures those that are done, and gives all there are.',
  role: 'Editor',
  reply: list,
  handle: async (_input, { core, owner, signal }) => ({
    recommendations: await core.recommendations.analyse(owner, signal),
  }),
});

export const acceptRecommendationRoute = deed(
  'accept',
  'Somebody will do it; once the new value is in force it is done.',
  z.object({}),
  () => ({
    kind: 'accept',
  })
);

export const dismissRecommendationRoute = deed(
  'dismiss',
  'It is not to be done; the reason is shown to others.',
  z.strictObject({ reason: z.string().trim().min(1).max(2_000) }),
  ({ reason }) => ({ kind: 'dismiss', reason })
);

export const snoozeRecommendationRoute = deed(
  'snooze',
  'It comes back at a time (ms since the epoch).',
  z.strictObject({ until: z.number() }),
  ({ until }) => ({ kind: 'snooze', until })
);

export const doneRecommendationRoute = deed(
  'done',
  'It has been done: what it brings is measured from now on.',
  z.object({}),
  () => ({ kind: 'done' })
);

export const reopenRecommendationRoute = deed('reopen', 'It is to be decided again.', z.object({}), () => ({
  kind: 'reopen',
}));

function deed<B>(name: string, summary: string, body: z.ZodType<B>, read: (body: B) => RecommendationDeed): Route {
  return defineMonitorRoute<{ id: string }, unknown, B, Recommendation>({
    method: 'post',
    path: `/recommendations/:id/${name}`,
    summary,
    role: 'Editor',
    params: named,
    body,
    reply: recommendationRecord,
    handle: ({ params: { id }, body: given }, { core, owner, caller }) =>
      core.recommendations.act(owner, id, read(given), caller),
  });
}
