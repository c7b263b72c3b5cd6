import { RECOMMENDATION_CATEGORIES } from '../../../contract/recommendations.ts';
import type { Recommendation } from '../../../backend/recommendations/records.ts';
import type { FakeRoutes } from './monitor-replies.ts';

/** Replies about recommendations: one of each category, and one that was done and measured. */

const DAY = 86_400_000;

export function recommendation(id: string, part: Partial<Recommendation> = {}): Recommendation {
  const now = Date.now();
  return {
    recommendationId: id,
    category: 'resource_allocation',
    title: 'Give cart less memory: it uses a third of its limit',
    description: 'Over 24 hours cart never used more than 341 MiB of its limit of 1 GiB.',
    parameter: 'memory_limit_bytes',
    unit: 'bytes',
    currentValue: 2 ** 30,
    recommendedValue: 2 ** 29,
    expectedImprovement: 50,
    estimate: {
      method: 'back-test',
      text: 'The last 24 hours were gone through with the new limit: it would never have been reached.',
      samples: 1_440,
    },
    confidence: 0.88,
    implementationSteps: ['Set resources.limits.memory of cart to 512Mi.', 'Watch its restarts for a day.'],
    estimatedEffort: 'low',
    riskLevel: 'medium',
    componentType: 'service',
    componentId: 'cart',
    priority: 72,
    origin: 'kube-memory-limit-loose',
    createdAt: new Date(now - DAY).toISOString(),
    expiresAt: new Date(now + 7 * DAY).toISOString(),
    state: 'pending',
    snoozedUntil: null,
    reason: '',
    decidedBy: '',
    measuredImprovement: null,
    measuredText: '',
    ...part,
  };
}

const TITLES: readonly (readonly [string, string, string | number, string | number, string, number])[] = [
  ['Let checkout keep more idle connections', 'max_idle_connections', 8, 24, 'short', 12.4],
  ['Give cart less memory: it uses a third of its limit', 'memory_limit_bytes', 2 ** 30, 2 ** 29, 'bytes', 50],
  ['Send requests of payment to the least busy', 'balancer', 'random', 'least-busy', '', 9.1],
  ['Add a replica of frontend before Friday', 'replicas', 3, 4, 'short', 25],
  ['Raise the threshold of CartLatencyP95', 'threshold_seconds', 0.25, 0.4, 's', 61],
  ['Allow db-3 more open files', 'fs.file-max', 65_536, 131_072, 'short', 18],
];

/** One of each category, the highest priority first. */
export function allCategories(): Recommendation[] {
  return RECOMMENDATION_CATEGORIES.map((category, place) => {
    const [title, parameter, currentValue, recommendedValue, unit, expectedImprovement] = TITLES[place];
    return recommendation(`r${place}`, {
      category,
      title,
      parameter,
      currentValue,
      recommendedValue,
      unit,
      expectedImprovement,
      priority: 90 - 9 * place,
      riskLevel: (['low', 'medium', 'high'] as const)[place % 3],
      estimatedEffort: (['low', 'high', 'medium'] as const)[place % 3],
    });
  });
}

export const measured = (): Recommendation =>
  recommendation('done', {
    title: 'Give email less memory',
    state: 'done',
    decidedBy: 'mara',
    expectedImprovement: 40,
    measuredImprovement: 36.5,
    measuredText: 'Over the day since, memory reserved went from 1 GiB to 650 MiB, and nothing was killed.',
  });

/** Routes of recommendations; `more` wins. */
export function recommendationRoutes(more: FakeRoutes = {}): FakeRoutes {
  const all = [...allCategories(), measured()];
  const mine: FakeRoutes = {
    'GET recommendations': (request) => {
      const asked = new URL(request.url()).searchParams;
      const [states, categories] = [asked.getAll('state'), asked.getAll('category')];
      const found = all.filter(
        ({ state, category }) =>
          (states.length === 0 || states.includes(state)) && (categories.length === 0 || categories.includes(category))
      );
      return { body: { recommendations: found } };
    },
    'GET recommendations/*': (request) => ({
      body: all.find(({ recommendationId }) => request.url().endsWith(`/${recommendationId}`)) ?? all[0],
    }),
    'POST recommendations/analyse': { body: { recommendations: all } },
  };
  return { ...more, ...Object.fromEntries(Object.entries(mine).filter(([name]) => !(name in more))) };
}
