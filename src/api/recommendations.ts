import type { RecommendationCategory, RecommendationState } from '../../contract/recommendations.ts';
import type { RecommendationDeed } from '../../backend/recommendations/recommendation-service.ts';
import type { Recommendation } from '../../backend/recommendations/records.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { RecommendationDeed } from '../../backend/recommendations/recommendation-service.ts';
export type { Recommendation } from '../../backend/recommendations/records.ts';

export interface RecommendationQuery {
  readonly state?: readonly RecommendationState[];
  readonly category?: readonly RecommendationCategory[];
  readonly component?: string;
  readonly limit?: number;
}

type Listed = { readonly recommendations: Recommendation[] };

const pathOf = (id: string) => `recommendations/${encodeURIComponent(id)}`;

/** Highest priority first. */
export async function readRecommendations(
  datasource: ResourceSender,
  query: RecommendationQuery = {}
): Promise<readonly Recommendation[]> {
  return (await callRoute<Listed>(datasource, 'GET', 'recommendations', { params: { ...query } })).recommendations;
}

export function readRecommendation(datasource: ResourceSender, id: string): Promise<Recommendation> {
  return callRoute<Recommendation>(datasource, 'GET', pathOf(id));
}

export function decideRecommendation(
  datasource: ResourceSender,
  id: string,
  deed: RecommendationDeed
): Promise<Recommendation> {
  const { kind, ...data } = deed;
  return callRoute<Recommendation>(datasource, 'POST', `${pathOf(id)}/${kind}`, { data });
}

/** Looks for recommendations now; gives all there are. */
export async function analyse(datasource: ResourceSender): Promise<readonly Recommendation[]> {
  return (await callRoute<Listed>(datasource, 'POST', 'recommendations/analyse', { data: {} })).recommendations;
}
