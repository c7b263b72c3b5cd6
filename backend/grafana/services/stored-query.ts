import { STORED_DETECTOR } from '../../../contract/query.ts';

/**
 * A query as Grafana stores it in dashboards and alert rules: one without a detector was saved before there was `auto`, and keeps what it had.
 * Requests to the API take the default instead. What is no object is left to the engine to refuse.
 */
export function storedQuery(model: unknown): unknown {
  if (typeof model !== 'object' || model === null || Array.isArray(model)) {
    return model;
  }
  const { detector } = model as { readonly detector?: unknown };
  return detector === undefined || detector === null ? { ...model, detector: STORED_DETECTOR } : model;
}
