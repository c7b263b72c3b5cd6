import { MONITOR_DEFAULTS } from '../../../../contract/monitor.ts';
import { QUERY_DEFAULTS, isForecastOutput, withQueryDefaults } from '../../../../contract/query.ts';
import type { NightjarQuery } from '../../../../contract/query.ts';
import type { MonitorSpec } from '../../../api/monitors.ts';

/** What the form holds: a monitor's spec, its labels in the order they were typed. */
export interface MonitorDraft extends Omit<MonitorSpec, 'labels'> {
  readonly labels: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

/** A spec with every field at its default; the backend's schema has the same. */
export const EMPTY_SPEC: MonitorSpec = {
  name: '',
  description: '',
  labels: {},
  queries: [{ expr: '', legend: '' }],
  detector: QUERY_DEFAULTS.detector,
  settings: {},
  sensitivity: QUERY_DEFAULTS.sensitivity,
  direction: QUERY_DEFAULTS.direction,
  minDeviation: 0,
  minRelativeDeviation: 0,
  minSeverity: 'low',
  missing: QUERY_DEFAULTS.missing,
  step: QUERY_DEFAULTS.step,
  every: MONITOR_DEFAULTS.every,
  delay: MONITOR_DEFAULTS.delay,
  timeZone: MONITOR_DEFAULTS.timeZone,
  training: {
    window: QUERY_DEFAULTS.trainingWindow,
    refitEvery: MONITOR_DEFAULTS.refitEvery,
    refitOnDrift: true,
    excludeConfirmed: true,
    excludeAnnotations: [],
    excludeCalendars: [],
  },
};

export function draftOf(spec: MonitorSpec): MonitorDraft {
  return { ...spec, labels: Object.entries(spec.labels).map(([name, value]) => ({ name, value })) };
}

/** The spec a draft stands for; what is typed around texts, and queries and labels that are still empty, is left out. */
export function specOf(draft: MonitorDraft): MonitorSpec {
  const queries = draft.queries.map(({ expr, legend }) => ({ expr: expr.trim(), legend }));
  const filled = queries.filter(({ expr }) => expr !== '');
  return {
    ...draft,
    name: draft.name.trim(),
    queries: filled.length > 0 ? filled : queries.slice(0, 1),
    labels: Object.fromEntries(
      draft.labels.map(({ name, value }) => [name.trim(), value]).filter(([name]) => name !== '')
    ),
  };
}

export const isSame = (a: MonitorDraft, b: MonitorDraft) => JSON.stringify(specOf(a)) === JSON.stringify(specOf(b));

/**
 * The draft that an address asks for: `expr` (as often as there are queries) with `legend`, `name`, and `query`, the options of a Nightjar query as JSON.
 * This is how "Watch with Nightjar" opens the form filled in, with `panel`, the path of the panel it was opened from.
 */
export function draftOfAddress(search: URLSearchParams, empty: MonitorSpec = EMPTY_SPEC): MonitorDraft {
  const exprs = search.getAll('expr').filter((expr) => expr.trim() !== '');
  const legends = search.getAll('legend');
  const query = readQuery(search.get('query'));
  const queries = exprs.map((expr, i) => ({ expr, legend: legends[i] ?? query.legendFormat ?? '' })).slice(0, 10);
  const known = withQueryDefaults({ detector: empty.detector, minSeverity: empty.minSeverity, ...query });
  return draftOf({
    ...empty,
    name: search.get('name') ?? '',
    queries: queries.length > 0 ? queries : empty.queries,
    detector: known.detector,
    settings: known.settings,
    sensitivity: known.sensitivity,
    direction: known.direction,
    minDeviation: known.minDeviation,
    minRelativeDeviation: known.minRelativeDeviation,
    minSeverity: known.minSeverity,
    missing: known.missing,
    step: known.step,
    training: { ...empty.training, window: known.trainingWindow },
    // The API checks what is in it, as it does with all of the spec.
    ...(isForecastOutput(query.output) ? { forecast: (query.forecast ?? {}) as MonitorSpec['forecast'] } : {}),
    ...panelOf(search),
  });
}

/** The dashboard panel it is made from: a path, never an address of elsewhere. */
function panelOf(search: URLSearchParams): Pick<MonitorSpec, 'panel'> {
  const panel = search.get('panel') ?? '';
  return /^\/d\/[\w-]+[\w/?&=.-]*$/.test(panel) ? { panel } : {};
}

/** Options from the address: an object, or nothing where the text is no JSON of one (someone shortened it, say). */
function readQuery(text: string | null): Partial<NightjarQuery> {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
