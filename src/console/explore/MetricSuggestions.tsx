import { css } from '@emotion/css';
import type { DataSourceApi, GrafanaTheme2 } from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';
import { Button, EmptyState, useStyles2 } from '@grafana/ui';
import { useCallback } from 'react';
import { useLoaded } from '../use-loaded.ts';
import { suggestExpressions } from './suggest-expressions.ts';

export interface MetricSuggestionsProps {
  dataSource: DataSourceApi;
  onChoose: (expr: string) => void;
}

/** What to do when there is no query yet: type one, or start from a metric this Prometheus has. */
export function MetricSuggestions({ dataSource, onChoose }: MetricSuggestionsProps) {
  const styles = useStyles2(getStyles);
  const load = useCallback(async () => {
    if (!(dataSource instanceof DataSourceWithBackend)) {
      return [];
    }
    const { data } = await dataSource.getResource<{ data: string[] }>('api/v1/prometheus/label/__name__/values');
    return suggestExpressions(data);
  }, [dataSource]);
  const { value: expressions = [], error } = useLoaded(load);
  return (
    <EmptyState variant="call-to-action" hideImage message="Type a PromQL query to see its anomalies">
      {error && <p>{error.message}</p>}
      {expressions.length > 0 && (
        <>
          <p>Or start with a metric of your Prometheus:</p>
          <div className={styles.list}>
            {expressions.map((expr) => (
              <Button key={expr} variant="secondary" size="sm" onClick={() => onChoose(expr)}>
                {expr}
              </Button>
            ))}
          </div>
        </>
      )}
    </EmptyState>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: theme.spacing(1),
    fontFamily: theme.typography.fontFamilyMonospace,
  }),
});
