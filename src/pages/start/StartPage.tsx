import { css } from '@emotion/css';
import { useCallback, useMemo, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { getDataSourceSrv, PluginPage } from '@grafana/runtime';
import { Alert, Combobox, InlineField, LinkButton, useStyles2 } from '@grafana/ui';
import { readHealth } from '../../api/health.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { isConsole } from '../host.ts';
import { NoDatasource } from '../source/NoDatasource.tsx';
import { QueryWorkbench } from './QueryWorkbench.tsx';
import { loadDatasource } from '../source/load-datasource.ts';
import { StateCards } from './StateCards.tsx';
import { useStartState } from './use-start-state.ts';
import { startWords } from './words.ts';

/** The first page: how things stand, and a place to try a query. */
export function StartPage() {
  const styles = useStyles2(getStyles);
  const list = useMemo(() => getDataSourceSrv().getList({ pluginId: 'nightjar-ml-datasource' }), []);
  const [state, setState] = useStartState();
  const chosen =
    list.find(({ uid }) => uid === state.datasourceUid) ?? list.find(({ isDefault }) => isDefault) ?? list[0];
  const loaded = useAnswer(chosen?.uid ?? null, loadDatasource);
  const datasource = loaded.state === 'done' ? loaded.value : null;
  const [answered, setAnswered] = useState(0);
  const onAnswer = useCallback(() => setAnswered((count) => count + 1), []);
  const health = useAnswer(datasource, readHealth, answered);

  if (!chosen) {
    return (
      <PluginPage subTitle={startWords.subtitle()}>
        <NoDatasource />
      </PluginPage>
    );
  }
  return (
    <PluginPage subTitle={startWords.subtitle()}>
      <div className={styles.page}>
        <div className={styles.row}>
          <InlineField label={startWords.datasource()} htmlFor="nightjar-datasource">
            <Combobox
              id="nightjar-datasource"
              width={32}
              options={list.map(({ uid, name }) => ({ value: uid, label: name }))}
              value={chosen.uid}
              onChange={({ value }) => setState({ ...state, datasourceUid: value })}
            />
          </InlineField>
          {!isConsole() && (
            <LinkButton variant="secondary" icon="cog" href={`/connections/datasources/edit/${chosen.uid}`}>
              {startWords.settings()}
            </LinkButton>
          )}
        </div>
        {loaded.state === 'failed' ? (
          <Alert severity="error" title={startWords.datasourceFailed(errorMessage(loaded.error))} />
        ) : (
          <StateCards health={health} />
        )}
        {datasource && (
          <QueryWorkbench
            key={datasource.uid}
            datasource={datasource}
            state={state}
            onState={setState}
            onAnswer={onAnswer}
          />
        )}
      </div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: theme.spacing(1) }),
});
