import { t } from './translate.ts';

/** The sentence for people in whatever was thrown: the backend's `{error: {message}}`, Grafana's `{message}`, or an Error's. */
export function errorMessage(thrown: unknown): string {
  const found =
    field(thrown, 'data', 'error', 'message') ?? field(thrown, 'data', 'message') ?? field(thrown, 'message');
  return found || t('error.unknown', 'Something failed without saying why; Grafana’s server log may know more.');
}

function field(value: unknown, ...path: string[]): string | undefined {
  let at: unknown = value;
  for (const name of path) {
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  }
  return typeof at === 'string' ? at : undefined;
}
