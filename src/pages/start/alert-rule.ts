import { stringify } from 'yaml';
import type { NightjarQuery } from '../../../contract/query.ts';
import { thresholdsAt } from '../../../contract/severity.ts';

export interface AlertRuleInput {
  readonly datasourceUid: string;
  readonly query: Omit<NightjarQuery, 'refId' | 'hide'>;
  readonly title: string;
  /** Text of the alert; may hold Grafana's alert templates. */
  readonly summary: string;
  /** The organisation whose datasource it is. */
  readonly orgId: number;
}

/** Seconds of scores an evaluation looks at. */
const LOOKBACK = 600;

/** The score from which the query's minimum severity counts, at its sensitivity; three decimals at most. */
export function alertThreshold({
  sensitivity,
  minSeverity,
}: Pick<NightjarQuery, 'sensitivity' | 'minSeverity'>): number {
  return Math.round(thresholdsAt(sensitivity)[minSeverity] * 1_000) / 1_000;
}

/**
 * A Grafana-managed rule on a query's scores, in the format of Grafana's alerting file provisioning (apiVersion 1). Grafana fills
 * `$NAME` in a rule's title from its environment, so that a `$` there is written twice; it takes queries and annotations as they are.
 */
export function alertRuleYaml({ datasourceUid, query, title, summary, orgId }: AlertRuleInput): string {
  const rule = {
    uid: ruleUid(datasourceUid, query),
    title: title.replaceAll('$', '$$$$'),
    condition: 'C',
    data: [
      {
        refId: 'A',
        relativeTimeRange: { from: LOOKBACK, to: 0 },
        datasourceUid,
        model: { ...query, refId: 'A', output: 'scores' },
      },
      expression('B', { type: 'reduce', expression: 'A', reducer: 'max', settings: { mode: 'dropNN' } }),
      expression('C', {
        type: 'threshold',
        expression: 'B',
        conditions: [{ evaluator: { type: 'gt', params: [alertThreshold(query)] } }],
      }),
    ],
    noDataState: 'NoData',
    execErrState: 'Error',
    for: '0s',
    annotations: { summary },
    labels: { source: 'nightjar', severity: query.minSeverity },
  };
  const file = {
    apiVersion: 1,
    groups: [{ orgId, name: 'Nightjar', folder: 'Nightjar', interval: '1m', rules: [rule] }],
  };
  return stringify(file, { lineWidth: 0 });
}

function expression(refId: string, model: Record<string, unknown>): Record<string, unknown> {
  return {
    refId,
    datasourceUid: '__expr__',
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  };
}

/** The same query gives the same rule, so that provisioning it twice does not make two. */
function ruleUid(datasourceUid: string, query: object): string {
  let hash = 0x811c9dc5;
  for (const character of `${datasourceUid} ${JSON.stringify(query)}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `nightjar-${hash.toString(16).padStart(8, '0')}`;
}
