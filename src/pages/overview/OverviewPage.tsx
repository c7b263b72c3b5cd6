import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import { readDetections } from '../../api/detections.ts';
import { readWatched } from '../../api/forecasts.ts';
import { readIncidents, readNoise } from '../../api/incidents.ts';
import { readRecommendations } from '../../api/recommendations.ts';
import type { ResourceSender } from '../../api/request.ts';
import { readSystemHealth } from '../../api/system-health.ts';
import { IncidentList } from '../../ui/alerts/IncidentList.tsx';
import { incidentPaths, recommendationPaths } from '../../ui/alerts/paths.ts';
import { forecastPaths } from '../../ui/forecast/paths.ts';
import { newestDetectionsPath } from '../../ui/monitor/paths.ts';
import { improvementText } from '../../ui/recommendations/value-text.ts';
import { categoryNames } from '../../ui/recommendations/words.ts';
import { shownLine } from '../../ui/text/shown-text.ts';
import { useLive } from '../../ui/use-live.ts';
import type { NightjarSource } from '../source/load-datasource.ts';
import { SourcePage } from '../source/SourcePage.tsx';
import { ForecastsDue } from './ForecastsDue.tsx';
import { HealthCosts } from './HealthCosts.tsx';
import { HealthScore } from './HealthScore.tsx';
import { NewestDetections } from './NewestDetections.tsx';
import { NoiseView } from './NoiseView.tsx';
import { Part } from './Part.tsx';
import { Rows } from './Rows.tsx';
import {
  detectionWords,
  forecastWords,
  healthWords,
  incidentWords,
  noiseWords,
  overviewWords,
  recommendationWords,
} from './words.ts';

/** What changes fast is asked for often. */
const FAST_MS = 15_000;
const SLOW_MS = 60_000;
const DAY = 86_400_000;
const MOST = 5;

const readOpen = (source: ResourceSender) => readIncidents(source, { state: ['open', 'acknowledged'], limit: MOST });
const readPending = (source: ResourceSender) => readRecommendations(source, { state: ['pending'], limit: MOST });

const readDayOfNoise = (source: ResourceSender) => readNoise(source, lastDay());
const readDayOfDetections = (source: ResourceSender) => readDetections(source, { ...lastDay(), limit: MOST });

function lastDay(): { from: number; to: number } {
  const to = Date.now();
  return { from: to - DAY, to };
}

/** The first look: health, what is open, noise, what comes near, what was found, what to change. */
export function OverviewPage() {
  return (
    <SourcePage subTitle={overviewWords.subtitle()} pageNav={{ text: overviewWords.title() }}>
      {(datasource) => <Overview datasource={datasource} />}
    </SourcePage>
  );
}

function Overview({ datasource }: { readonly datasource: NightjarSource }) {
  const styles = useStyles2(getStyles);
  const { uid } = datasource;
  const health = useLive(datasource, readSystemHealth, FAST_MS);
  const incidents = useLive(datasource, readOpen, FAST_MS);
  const noise = useLive(datasource, readDayOfNoise, SLOW_MS);
  const forecasts = useLive(datasource, readWatched, SLOW_MS);
  const detections = useLive(datasource, readDayOfDetections, FAST_MS);
  const recommendations = useLive(datasource, readPending, SLOW_MS);
  return (
    <div className={styles.columns}>
      <Part title={healthWords.title()} live={health} className={styles.first}>
        {(value) => <HealthScore health={value} />}
      </Part>
      <Part title={incidentWords.title()} href={incidentPaths.list(uid)} live={incidents} className={styles.wholeWidth}>
        {(value) =>
          value.incidents.length === 0 ? (
            <Rows none={incidentWords.none()} rows={[]} />
          ) : (
            <IncidentList ds={uid} incidents={value.incidents} />
          )
        }
      </Part>
      <Part title={healthWords.costs()} live={health} className={styles.second}>
        {(value) => <HealthCosts health={value} />}
      </Part>
      <Part title={noiseWords.title()} live={noise}>
        {(value) => <NoiseView noise={value} />}
      </Part>
      <Part title={forecastWords.title()} href={forecastPaths.list(uid)} live={forecasts}>
        {(value) => <ForecastsDue ds={uid} rows={value.rows} />}
      </Part>
      <Part title={detectionWords.title()} href={newestDetectionsPath(uid)} live={detections}>
        {(value) => <NewestDetections ds={uid} detections={value.detections} />}
      </Part>
      <Part title={recommendationWords.title()} href={recommendationPaths.list(uid)} live={recommendations}>
        {(value) => (
          <Rows
            none={recommendationWords.none()}
            rows={value.map((one) => ({
              key: one.recommendationId,
              mark: <Icon name="wrench" />,
              title: (
                <TextLink href={recommendationPaths.one(uid, one.recommendationId)} inline={false}>
                  {shownLine(one.title)}
                </TextLink>
              ),
              detail: [categoryNames[one.category](), shownLine(one.componentId, 80)].filter(Boolean).join(' · '),
              aside: improvementText(one.expectedImprovement),
            }))}
          />
        )}
      </Part>
    </div>
  );
}

/** On a phone the incidents stand before what costs points. */
const getStyles = (theme: GrafanaTheme2) => ({
  first: css({ [theme.breakpoints.up('md')]: { order: -2 } }),
  second: css({ [theme.breakpoints.up('md')]: { order: -1 } }),
  wholeWidth: css({ gridColumn: '1 / -1' }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 480px), 1fr))',
    gap: theme.spacing(2),
  }),
});
