import { shapeOf } from '../../contract/alert-query.ts';
import { ALERT_SEVERITIES } from '../../contract/alerts.ts';
import { NightjarError, asNightjarError } from '../errors.ts';
import { alertFrames } from '../frames/alerts/alert-table-frames.ts';
import type { AlertFrameContext } from '../frames/alerts/context.ts';
import { healthCourse, healthFrames } from '../frames/alerts/health-frames.ts';
import type { HealthPoint } from '../frames/alerts/health-frames.ts';
import { incidentFrames } from '../frames/alerts/incident-frames.ts';
import { noiseFrames } from '../frames/alerts/noise-frames.ts';
import { recommendationFrames } from '../frames/alerts/recommendation-frames.ts';
import type { AlertService } from '../incidents/alert-service.ts';
import type { HealthService } from '../incidents/health/health-service.ts';
import type { RecommendationService } from '../recommendations/recommendation-service.ts';
import type { Owner } from '../store/owner.ts';
import type { ReadAlertQuery } from './alert-query.ts';
import { readAlertQuery } from './alert-query.ts';
import type { IncomingQuery, QueryAnswer } from './engine.ts';

/** What the answer about alerts is made with. */
export interface AlertAnswerContext {
  readonly alerts: Pick<AlertService, 'alerts' | 'incidents' | 'noise'>;
  readonly recommendations: Pick<RecommendationService, 'list'>;
  readonly health: Pick<HealthService, 'health'> & {
    history(owner: Owner, from: number, to: number): Promise<readonly HealthPoint[]>;
  };
  readonly owner: Owner;
}

/** Rows asked for at once, and the most that numbers are counted over. */
const PAGE = 500;
const MOST_COUNTED = 100_000;
/** A range that ended so short a time ago reaches the present. */
const NOW_MS = 120_000;

/** Answers one query with what is known of alerts; errors become the answer's error. */
export async function answerAlerts(incoming: IncomingQuery, context: AlertAnswerContext): Promise<QueryAnswer> {
  try {
    const read = readAlertQuery(incoming.refId, incoming.model);
    const { from, to } = incoming;
    if (!Number.isFinite(from) || !Number.isFinite(to) || from > to) {
      throw new NightjarError('bad-query', "The query's time range is wrong: its start must be a time before its end.");
    }
    return { refId: incoming.refId, frames: read.hide ? [] : await framesOf(read, { from, to }, context) };
  } catch (error) {
    return { refId: incoming.refId, frames: [], error: asNightjarError(error) };
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

async function framesOf(
  read: ReadAlertQuery,
  range: Range,
  context: AlertAnswerContext
): Promise<QueryAnswer['frames']> {
  const { refId, output, alerts: query } = read;
  const { owner, alerts, recommendations, health } = context;
  const common: AlertFrameContext = {
    refId,
    output,
    alerts: query,
    ...range,
    now: Date.now(),
    more: false,
    notices: [],
  };
  switch (output) {
    case 'incidents': {
      const { rows, more } = await incidentsOf(read, range, context);
      return incidentFrames(rows, withMore(common, more));
    }
    case 'alerts': {
      const { rows, more } = await alertsOf(read, range, context);
      return alertFrames(rows, withMore(common, more));
    }
    case 'noise':
      return noiseFrames(await alerts.noise(owner, range.from, range.to), common);
    case 'health':
      return shapeOf(output, query) === 'series'
        ? healthCourse(await courseOf(health, owner, range), common)
        : healthFrames(await health.health(owner), common);
    case 'recommendations': {
      const states = query.standing.length > 0 ? query.standing : (['pending', 'accepted', 'snoozed'] as const);
      const component = query.service === '' ? undefined : query.service;
      const found = await recommendations.list(owner, { states, component, limit: query.limit });
      return recommendationFrames(found, common);
    }
  }
}

/** What was kept within the range, and the score of now where that is in it: a score that nobody kept yet is one too. */
async function courseOf(
  health: AlertAnswerContext['health'],
  owner: Owner,
  { from, to }: Range
): Promise<readonly HealthPoint[]> {
  const kept = await health.history(owner, from, to);
  const now = Date.now();
  if (now < from || now - NOW_MS > to) {
    return kept;
  }
  const { healthScore, services } = await health.health(owner);
  const sick = services.filter((one) => one.healthScore < 100).map((one) => [one.service, one.healthScore] as const);
  return [...kept, { at: Math.min(to, now), score: healthScore, services: Object.fromEntries(sick) }];
}

async function incidentsOf(
  { output, alerts: query }: ReadAlertQuery,
  { from, to }: Range,
  { owner, alerts }: AlertAnswerContext
) {
  const shape = shapeOf(output, query);
  const filter = {
    // Numbers tell of the end of the range alone.
    from: shape === 'numbers' ? to : from,
    to,
    ...(query.states.length > 0 ? { states: query.states } : {}),
    minSeverity: query.minSeverity,
    ...(query.service === '' ? {} : { service: query.service }),
    ...(query.text === '' ? {} : { text: query.text }),
  };
  return pages(mostOf(shape, query.limit), async (limit, before) => {
    const { incidents, more } = await alerts.incidents(owner, { ...filter, limit, before });
    return { rows: incidents, more };
  });
}

async function alertsOf(
  { output, alerts: query, matchers }: ReadAlertQuery,
  { from, to }: Range,
  { owner, alerts }: AlertAnswerContext
) {
  const shape = shapeOf(output, query);
  const filter = {
    from: shape === 'numbers' || query.firing ? to : from,
    to,
    ...(query.minSeverity === ALERT_SEVERITIES[0] ? {} : { minSeverity: query.minSeverity }),
    ...(matchers.length > 0 ? { labels: matchers } : {}),
    ...(query.duplicates ? { duplicates: true } : {}),
  };
  return pages(mostOf(shape, query.limit), async (limit, before) => {
    const { alerts: rows, more } = await alerts.alerts(owner, { ...filter, limit, before });
    return { rows, more };
  });
}

function mostOf(shape: ReturnType<typeof shapeOf>, limit: number): number {
  return shape === 'table' || shape === 'annotations' ? limit : MOST_COUNTED;
}

/** The first rows, page by page. */
async function pages<Row extends { readonly id: string }>(
  most: number,
  ask: (limit: number, before: string | undefined) => Promise<{ readonly rows: readonly Row[]; readonly more: boolean }>
): Promise<{ rows: Row[]; more: boolean }> {
  const found = new Map<string, Row>();
  let more = true;
  while (more && found.size < most) {
    const known = found.size;
    const page = await ask(Math.min(PAGE, most - known), [...found.keys()].at(-1));
    page.rows.forEach((row) => found.set(row.id, row));
    more = page.more && found.size > known;
  }
  return { rows: [...found.values()], more };
}

function withMore(context: AlertFrameContext, more: boolean): AlertFrameContext {
  if (!more) {
    return context;
  }
  const { output, alerts: query } = context;
  const most = mostOf(shapeOf(output, query), query.limit);
  const text = `There are more ${output} than the ${most} that are answered: ask for a shorter time or fewer of them.`;
  return { ...context, more, notices: [{ severity: 'warning', text }] };
}
