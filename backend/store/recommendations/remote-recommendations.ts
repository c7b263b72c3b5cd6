import type { LocalRecommendations } from './local-recommendations.ts';
import type { RecommendationStore } from './recommendation-store.ts';

type RecommendationMethod = keyof RecommendationStore;

/** A call of one method, as it goes to the store's thread. */
export interface RecommendationCall {
  readonly method: RecommendationMethod;
  readonly args: readonly unknown[];
}

const METHODS: Readonly<Record<RecommendationMethod, true>> = {
  putRecommendations: true,
  listRecommendations: true,
  getRecommendation: true,
  putComponentConfig: true,
  componentConfigs: true,
  addHealth: true,
  healthHistory: true,
};

/** Recommendations as another thread than the store's has them: each method is sent by `call`. */
export function remoteRecommendations(call: (call: RecommendationCall) => Promise<unknown>): RecommendationStore {
  const callable: Record<string, unknown> = Object.fromEntries(
    Object.keys(METHODS).map((method) => [
      method,
      (...args: unknown[]) => call({ method: method as RecommendationMethod, args }),
    ])
  );
  return callable as Record<RecommendationMethod, unknown> as RecommendationStore;
}

/** What the store's thread does with such a call. */
export function answerRecommendationCall(
  recommendations: LocalRecommendations,
  { method, args }: RecommendationCall
): Promise<unknown> {
  const run = recommendations[method] as (...args: readonly unknown[]) => Promise<unknown>;
  return run(...args);
}
