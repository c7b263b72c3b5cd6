import type { Actor, Json } from '../monitors/records.ts';
import type { Owner } from '../owner.ts';

/** One recommendation; `record` holds the whole of it, the other fields are what lists filter and sort by. Times in ms. */
export interface RecommendationRow {
  readonly owner: Owner;
  readonly id: string;
  readonly state: string;
  readonly category: string;
  readonly component: string;
  readonly priority: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The one that was read; 0 for a new one. A write that began from another one than the store has changes nothing. */
  readonly revision: number;
  readonly record: Json;
}

/** The configuration of a component from `at` (ms) on, until the next row of it. */
export interface ComponentConfigRow {
  readonly owner: Owner;
  readonly component: string;
  readonly type: string;
  readonly at: number;
  readonly author: string;
  readonly values: Readonly<Record<string, number | string>>;
}

/** The health score at one instant (ms), overall and of each service that is not at 100. */
export interface HealthRow {
  readonly owner: Owner;
  readonly at: number;
  readonly score: number;
  readonly services: Readonly<Record<string, number>>;
}

/**
 * Recommendations, configurations and the course of health. An owner is given its own alone. Rejects with NightjarErrors: `busy` where another process
 * has the lease, `conflict` where a recommendation was changed meanwhile.
 */
export interface RecommendationStore {
  /** All or none, on the disk when it resolves. With an `actor` each is a line of the audit, named by `action`. */
  putRecommendations(
    rows: readonly RecommendationRow[],
    by?: {
      readonly actor: Actor;
      readonly action: string;
      readonly subjectName: string;
      readonly before: unknown;
      readonly after: unknown;
    }
  ): Promise<void>;
  /** Highest priority first. */
  listRecommendations(
    owner: Owner,
    filter?: {
      readonly states?: readonly string[];
      readonly categories?: readonly string[];
      readonly component?: string;
      readonly limit?: number;
    }
  ): Promise<RecommendationRow[]>;
  getRecommendation(owner: Owner, id: string): Promise<RecommendationRow | null>;

  putComponentConfig(row: ComponentConfigRow, actor: Actor): Promise<void>;
  /** Every change, oldest first. */
  componentConfigs(owner: Owner, component?: string): Promise<ComponentConfigRow[]>;

  /** One for each instant: a second one takes its place. */
  addHealth(row: HealthRow): Promise<void>;
  /** Between `from` and `to` (ms, inclusive), oldest first. */
  healthHistory(owner: Owner, from: number, to: number): Promise<HealthRow[]>;
}
