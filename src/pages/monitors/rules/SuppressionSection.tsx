import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Checkbox, Text, useStyles2 } from '@grafana/ui';
import type { ResourceSender } from '../../../api/request.ts';
import { readSuppressions, removeSuppression } from '../../../api/suppressions.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useLive } from '../../../ui/use-live.ts';
import { SuppressionForm } from './SuppressionForm.tsx';
import { SuppressionTable } from './SuppressionTable.tsx';
import { rulesWords, suppressionWords } from './words.ts';

export interface RuleSectionProps {
  readonly datasource: ResourceSender;
  readonly mayChange: boolean;
}

const REFRESH_MS = 30_000;

/** When monitors keep quiet. */
export function SuppressionSection({ datasource, mayChange }: RuleSectionProps) {
  const styles = useStyles2(getStyles);
  const { value: all, error, refresh } = useLive(datasource, readSuppressions, REFRESH_MS);
  const [withEnded, setWithEnded] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const end = async (id: string) => {
    setFailure(null);
    try {
      await removeSuppression(datasource, id);
      refresh();
    } catch (thrown) {
      setFailure(rulesWords.actionFailed(errorMessage(thrown)));
    }
  };
  const shown = (all ?? []).filter(({ state, removedAt }) => withEnded || (state !== 'expired' && removedAt === null));
  return (
    <section aria-label={suppressionWords.title()} className={styles.section}>
      <h2 className={styles.title}>{suppressionWords.title()}</h2>
      <Text color="secondary">{suppressionWords.explain()}</Text>
      {failure !== null && <Alert severity="error" title={failure} />}
      {error !== null && (
        <Alert severity="error" title={suppressionWords.failed(errorMessage(error))}>
          <Button variant="secondary" icon="sync" onClick={refresh}>
            {rulesWords.retry()}
          </Button>
        </Alert>
      )}
      {!all && error === null && <PlainMessage icon="spinner" title={suppressionWords.loading()} />}
      {(withEnded || (all !== null && all.length > shown.length)) && (
        <div>
          <Checkbox
            label={suppressionWords.showEnded()}
            value={withEnded}
            onChange={({ currentTarget }) => setWithEnded(currentTarget.checked)}
          />
        </div>
      )}
      {all && shown.length === 0 && (
        <PlainMessage icon="bell-slash" title={suppressionWords.none()}>
          {suppressionWords.noneHelp()}
        </PlainMessage>
      )}
      {shown.length > 0 && <SuppressionTable suppressions={shown} mayChange={mayChange} onEnd={(id) => void end(id)} />}
      {mayChange && <SuppressionForm datasource={datasource} onAdded={refresh} />}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  title: css({ fontSize: theme.typography.h4.fontSize, margin: 0 }),
});
