import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { parseDuration } from '../../../../contract/duration.ts';
import type { ForecastQuery, StoredForecast } from '../../../../contract/forecast.ts';
import { withForecastDefaults } from '../../../../contract/forecast.ts';
import { readForecasters } from '../../../api/forecasters.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { ForecastAsked } from '../../../ui/query/ForecastAsked.tsx';
import { ForecasterWarning } from '../../../ui/query/ForecasterField.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { MonitorDraft } from './draft.ts';

export interface ForecastFieldsProps {
  readonly datasource: ResourceSender;
  readonly forecast: NonNullable<MonitorDraft['forecast']>;
  readonly onChange: (forecast: NonNullable<MonitorDraft['forecast']>) => void;
}

/** Forecaster, horizon, level and limit of a forecast monitor; what is not changed keeps its default. */
export function ForecastFields({ datasource, forecast: stored, onChange }: ForecastFieldsProps) {
  const styles = useStyles2(getStyles);
  const forecasters = useAnswer(datasource, readForecasters);
  const forecast: ForecastQuery = withForecastDefaults(stored satisfies StoredForecast);
  return (
    <>
      <div className={styles.fields}>
        <ForecastAsked
          forecasters={forecasters}
          forecast={forecast}
          isHorizon={(text) => parseDuration(text) !== null}
          onChange={(change) => onChange({ ...stored, ...change })}
        />
      </div>
      <ForecasterWarning forecasters={forecasters} value={forecast.forecaster} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
});
