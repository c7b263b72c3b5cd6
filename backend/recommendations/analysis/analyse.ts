import type { AlertOptions } from '../../../contract/alerts.ts';
import type { NightjarError } from '../../errors.ts';
import type { AlertService } from '../../incidents/alert-service.ts';
import type { MonitorService } from '../../monitors/monitor-service.ts';
import type { SeriesSource } from '../../sources/source.ts';
import type { Owner } from '../../store/owner.ts';
import type { ComponentConfigRow } from '../../store/recommendations/recommendation-store.ts';
import type { Finding } from '../finding.ts';
import { METHODS } from '../methods/index.ts';
import type { Foresee, MethodContext, Subject } from '../methods/method.ts';
import type { Rule, SeriesRule } from '../rules/rule.ts';
import { findInSeries } from './find-in-series.ts';
import { findInVerdicts } from './monitor-verdicts.ts';
import { findInPast, readAlertPast } from './past-alerts.ts';
import type { AlertPast } from './past-alerts.ts';
import { SeriesReader } from './series-reader.ts';

/** What one look at everything of an owner works with. Times in ms. */
export interface Look {
  readonly owner: Owner;
  readonly now: number;
  readonly source: SeriesSource;
  readonly configs: readonly ComponentConfigRow[];
  readonly options: AlertOptions;
  readonly rules: readonly Rule[];
  readonly foresee: Foresee;
  readonly signal: AbortSignal;
}

export interface Analysis {
  readonly past: AlertPast;
  /** One for each component and parameter: of several the one that promises most. */
  readonly findings: readonly Finding[];
  /** Rules that could not be followed, since Prometheus refused a query of theirs. */
  readonly failures: readonly { readonly rule: string; readonly error: NightjarError }[];
}

const HOUR = 3_600_000;
/** How far back alerts are looked at, at least: what comes once a day has no habits in a day. */
const ALERTS_MS = 30 * 24 * HOUR;

/** Follows every rule. Throws NightjarErrors where nothing could be asked at all. */
export async function analyse(
  look: Look,
  parts: { readonly alerts: AlertService; readonly monitors: MonitorService }
): Promise<Analysis> {
  const { owner, now, source, configs, options, rules, foresee, signal } = look;
  const past = await readAlertPast(owner, parts, now - ALERTS_MS);
  const reader = new SeriesReader(source, configs, signal);
  const window = options.analysisWindowHours * HOUR;
  const horizon = options.predictionHorizonHours * HOUR;
  const batch = options.batchOptimizationSize;
  const findings: Finding[] = [];
  const seriesRules = rules.filter((rule): rule is SeriesRule => rule.method !== 'alerts');
  for (const rule of seriesRules) {
    if (options.enableMlBased || !METHODS[rule.method].learned) {
      const troublesOf = (subject: Subject): MethodContext['troubles'] => troubles(past, subject);
      findings.push(...(await findInSeries(rule, { reader, now, window, batch, foresee, horizon, troublesOf })));
    }
  }
  if (reader.answered === 0 && reader.failures.size > 0) {
    throw [...reader.failures.values()][0];
  }
  findings.push(...rules.flatMap((rule) => (rule.method === 'alerts' ? findInPast(rule, past) : [])));
  if (options.enableMlBased) {
    findings.push(...findInVerdicts(past));
  }
  const failures = seriesRules.flatMap(({ id, queries }) =>
    Object.values(queries).flatMap((expr) => {
      const error = reader.failures.get(expr);
      return error ? [{ rule: id, error }] : [];
    })
  );
  return { past, findings: bestOf(findings), failures };
}

/** When something was really wrong with a component: detections said to be true, incidents that people acted upon. */
function troubles({ detections, incidents, actedUpon }: AlertPast, { labels }: Subject): MethodContext['troubles'] {
  const { service } = labels;
  if (!service) {
    return [];
  }
  return [
    ...detections.filter((one) => one.verdict?.verdict === 'true' && one.labels.service === service),
    ...incidents
      .filter(({ id, services }) => actedUpon.has(id) && services.includes(service))
      .map(({ startedAt, lastAlertAt }) => ({ start: startedAt, end: lastAlertAt })),
  ];
}

/** Several rules may speak of the same setting of the same component. */
function bestOf(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>();
  for (const finding of findings) {
    // A limit that is foretold to be reached is the same one by whatever name.
    const { rule, labels, current } = finding;
    const parameter = rule.method === 'exhaustion' ? current : (labels.__name__ ?? rule.parameter);
    const key = JSON.stringify([finding.componentType, finding.componentId, parameter]);
    const known = best.get(key);
    if (!known || worth(finding) > worth(known)) {
      best.set(key, finding);
    }
  }
  return [...best.values()];
}

function worth({ improvement, confidence }: Finding): number {
  return improvement * confidence;
}
