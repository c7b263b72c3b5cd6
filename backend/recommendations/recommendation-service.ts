import type { RecommendationCategory, RecommendationState } from '../../contract/recommendations.ts';
import type { Caller } from '../monitors/caller.ts';
import type { Owner } from '../store/owner.ts';
import type { Recommendation } from './records.ts';

export interface RecommendationFilter {
  readonly states?: readonly RecommendationState[];
  readonly categories?: readonly RecommendationCategory[];
  readonly component?: string;
  readonly limit?: number;
}

export type RecommendationDeed =
  | { readonly kind: 'accept' }
  | { readonly kind: 'dismiss'; readonly reason: string }
  | { readonly kind: 'snooze'; readonly until: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'reopen' };

/** The configuration of a component, as `PUT /components/:id/config` and YAML give it. */
export interface ComponentConfig {
  readonly id: string;
  readonly type: string;
  readonly values: Readonly<Record<string, number | string>>;
  /** ms; each change is kept, since outcomes before and after are compared. */
  readonly at: number;
}

/** Recommendations: found on schedule and when asked, kept, decided by people, and measured afterwards. Methods reject with NightjarErrors. */
export interface RecommendationService {
  start(): void;
  close(): Promise<void>;
  /** Highest priority first. */
  list(owner: Owner, filter?: RecommendationFilter): Promise<Recommendation[]>;
  get(owner: Owner, id: string): Promise<Recommendation>;
  act(owner: Owner, id: string, deed: RecommendationDeed, caller: Caller): Promise<Recommendation>;
  /** Looks now; gives what there is afterwards. */
  analyse(owner: Owner, signal?: AbortSignal): Promise<Recommendation[]>;
  putConfig(owner: Owner, config: Omit<ComponentConfig, 'at'>, caller: Caller): Promise<ComponentConfig>;
  configs(owner: Owner): Promise<ComponentConfig[]>;
}
