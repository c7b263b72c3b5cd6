import { LoadingState } from '@grafana/data';
import type { AbsoluteTimeRange } from '@grafana/data';
import { Alert, Button, LoadingPlaceholder, PanelChrome, Stack } from '@grafana/ui';
import { useMeasure } from './use-measure.ts';
import { loadAlertsPanel, loadForecastPanel, loadPanel, loadRecommendationsPanel } from '../plugins/load-panel.ts';
import { PanelView } from '../panel/PanelView.tsx';
import { RunStatus } from '../../ui/run/RunStatus.tsx';
import { useLoaded } from '../use-loaded.ts';
import type { QueryRun } from './use-query-run.ts';

const HEIGHT = 460;

/** What the panels of this page show, and how they are loaded. */
const VIEWS = {
  anomalies: { title: 'Anomalies', load: loadPanel },
  forecast: { title: 'Forecast', load: loadForecastPanel },
  incidents: { title: 'Incidents', load: loadAlertsPanel },
  recommendations: { title: 'Recommendations', load: loadRecommendationsPanel },
} as const;

export interface ResultPanelProps {
  run: QueryRun;
  view: keyof typeof VIEWS;
  timeZone: string;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
  onRetry: () => void;
}

/** The panel of anomalies, of forecasts, of incidents or of recommendations, with what a dashboard has around it: title, progress, cancel, error. */
export function ResultPanel({ run, view, timeZone, onChangeTimeRange, onRetry }: ResultPanelProps) {
  const { title, load } = VIEWS[view];
  const plugin = useLoaded(load);
  const [frame, width] = useMeasure();
  const { data, startedAt, cancel } = run;
  const errors = [...(data.errors ?? []), ...(data.error ? [data.error] : [])];
  const reason = errors.map((error) => error.message ?? error.data?.message).find(Boolean);
  const failed = data.state === LoadingState.Error || errors.length > 0;

  return (
    <div ref={frame}>
      {failed && (
        <Alert title={data.series.length > 0 ? 'Part of the query failed' : 'The query failed'} severity="error">
          <Stack direction="column" alignItems="flex-start" gap={1}>
            <span>{reason ?? 'The engine gave no reason; its log may.'}</span>
            <Button variant="secondary" size="sm" onClick={onRetry}>
              Try again
            </Button>
          </Stack>
        </Alert>
      )}
      {plugin.error && <Alert title={plugin.error.message} severity="error" />}
      {width > 0 && (!failed || data.series.length > 0) && (
        <PanelChrome
          title={title}
          width={width}
          height={HEIGHT}
          loadingState={startedAt === null ? data.state : LoadingState.Loading}
          titleItems={
            startedAt !== null && <RunStatus startedAt={startedAt} partial={data.series.length > 0} onCancel={cancel} />
          }
        >
          {(innerWidth, innerHeight) =>
            plugin.value ? (
              <PanelView
                plugin={plugin.value}
                title={title}
                data={data}
                width={innerWidth}
                height={innerHeight}
                timeZone={timeZone}
                onChangeTimeRange={onChangeTimeRange}
              />
            ) : (
              <LoadingPlaceholder text="Loading the panel" />
            )
          }
        </PanelChrome>
      )}
    </div>
  );
}
