import type { Generated } from 'kysely';

/** Tables of recommendations, of components' configuration, and of the course of health; `recommendation-store.ts` says what the columns mean. */
export interface RecommendationTables {
  recommendations: {
    org_id: number;
    datasource: string;
    id: string;
    state: string;
    category: string;
    component: string;
    priority: number;
    created_at: number;
    updated_at: number;
    /** Changes with every write: nobody writes over what another wrote meanwhile. */
    revision: number;
    record_json: string;
  };
  component_configs: {
    org_id: number;
    datasource: string;
    id: Generated<number>;
    component: string;
    type: string;
    at: number;
    author: string;
    values_json: string;
  };
  health_history: {
    org_id: number;
    datasource: string;
    at: number;
    score: number;
    services_json: string;
  };
}
