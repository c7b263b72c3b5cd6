import { CoreApp } from '@grafana/data';
import type {
  AdHocVariableFilter,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceInstanceSettings,
  ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { STORED_DETECTOR, isAlertOutput, isAskable, withQueryDefaults } from '../../contract/query.ts';
import { annotationSupport } from './annotations.ts';
import { forExplore } from './explore-view.ts';
import { interpolateQuery } from './interpolate.ts';
import { askUntilFitted } from './pending.ts';
import type { StoredQuery, StoredSettings } from './stored.ts';

/** The browser's half of the datasource: it prepares queries and asks again while models are being fitted. */
export class NightjarDatasource extends DataSourceWithBackend<StoredQuery, StoredSettings> {
  constructor(settings: DataSourceInstanceSettings<StoredSettings>) {
    super(settings);
    this.annotations = annotationSupport;
  }

  override getDefaultQuery(app: CoreApp): Partial<StoredQuery> {
    const { refId: _refId, ...defaults } = withQueryDefaults({});
    const selection = app === CoreApp.UnifiedAlerting ? 'scores' : 'anomalies';
    return { ...defaults, output: selection, select: selection };
  }

  override filterQuery(query: StoredQuery): boolean {
    return !query.hide && isAskable(query);
  }

  override getQueryDisplayText(query: StoredQuery): string {
    if (isAlertOutput(query.output)) {
      return query.output;
    }
    return query.output === 'monitor' ? `monitor ${query.monitor ?? ''}` : (query.expr ?? '');
  }

  override applyTemplateVariables(
    query: StoredQuery,
    scopedVars: ScopedVars,
    _filters?: AdHocVariableFilter[]
  ): StoredQuery {
    const stored = { ...query, detector: query.detector ?? STORED_DETECTOR };
    return interpolateQuery(stored, (text, format) => getTemplateSrv().replace(text, scopedVars, format));
  }

  override interpolateVariablesInQueries(queries: StoredQuery[], scopedVars: ScopedVars): StoredQuery[] {
    return queries.map((query) => ({
      ...this.applyTemplateVariables(query, scopedVars),
      datasource: this.getRef(),
    }));
  }

  override query(request: DataQueryRequest<StoredQuery>): Observable<DataQueryResponse> {
    const answers = askUntilFitted(request.requestId, () => super.query(request));
    return request.app === CoreApp.Explore ? answers.pipe(map(forExplore)) : answers;
  }
}
