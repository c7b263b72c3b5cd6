import { css } from '@emotion/css';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, InlineField, Input, useStyles2 } from '@grafana/ui';
import { keepForecast } from '../../../api/forecasts.ts';
import type { ForecastQuestion } from '../../../api/forecasts.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { forecastPaths } from '../../../ui/forecast/paths.ts';
import { askWords } from './words.ts';

const ID = 'nightjar-keep-name';

export interface KeepForecastProps {
  readonly datasource: ResourceSender;
  readonly question: ForecastQuestion;
}

/** Makes a monitor of the question: it is forecast on schedule from then on, and stands in the list. */
export function KeepForecast({ datasource, question }: KeepForecastProps) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const keep = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { id } = await keepForecast(datasource, name.trim(), question);
      navigate(forecastPaths.monitor(datasource.uid, id));
    } catch (error) {
      setFailure(errorMessage(error));
      setBusy(false);
    }
  };
  return (
    <div>
      <div className={styles.fields}>
        <InlineField label={askWords.keepName()} tooltip={askWords.keepHelp()} htmlFor={ID}>
          <Input id={ID} width={36} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        </InlineField>
        <Button
          variant="secondary"
          icon={busy ? 'spinner' : 'eye'}
          disabled={busy || name.trim() === ''}
          onClick={() => void keep()}
        >
          {askWords.keep()}
        </Button>
      </div>
      {failure !== null && <Alert severity="error" title={askWords.keepFailed(failure)} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(0, 1) }),
});
