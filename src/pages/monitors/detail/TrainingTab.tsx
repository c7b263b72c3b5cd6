import { css } from '@emotion/css';
import { useCallback, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Text, useStyles2 } from '@grafana/ui';
import { readExclusions } from '../../../api/exclusions.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useLive } from '../../../ui/use-live.ts';
import { sourceWords } from '../../source/words.ts';
import { ExclusionForm } from './ExclusionForm.tsx';
import { ExclusionTable } from './ExclusionTable.tsx';
import type { TabProps } from './DetailTabs.tsx';
import { trainingWords } from './words.ts';

/** Times that models do not learn from. */
export function TrainingTab({ datasource, monitor: { id }, mayChange }: TabProps) {
  const styles = useStyles2(getStyles);
  const read = useCallback((source: ResourceSender) => readExclusions(source, id), [id]);
  const { value: exclusions, error, refresh } = useLive(datasource, read, null);
  const [failure, setFailure] = useState<string | null>(null);
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setFailure(null);
    try {
      await work();
      refresh();
      return true;
    } catch (thrown) {
      setFailure(trainingWords.actionFailed(errorMessage(thrown)));
      return false;
    }
  };
  if (!exclusions) {
    return error === null ? (
      <PlainMessage icon="spinner" title={trainingWords.loading()} />
    ) : (
      <Alert severity="error" title={trainingWords.failed(errorMessage(error))} />
    );
  }
  return (
    <div className={styles.tab}>
      <Text color="secondary">{trainingWords.explain()}</Text>
      {failure !== null && <Alert severity="error" title={failure} />}
      {!mayChange && <Alert severity="info" title={sourceWords.viewer(trainingWords.viewer())} />}
      {exclusions.length === 0 ? (
        <PlainMessage icon="book" title={trainingWords.none()}>
          {trainingWords.noneHelp()}
        </PlainMessage>
      ) : (
        <ExclusionTable datasource={datasource} monitor={id} exclusions={exclusions} mayChange={mayChange} act={act} />
      )}
      {mayChange && <ExclusionForm datasource={datasource} monitor={id} act={act} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tab: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
});
