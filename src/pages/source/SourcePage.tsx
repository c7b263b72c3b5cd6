import { css } from '@emotion/css';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { getDataSourceSrv, PluginPage } from '@grafana/runtime';
import { Alert, Combobox, InlineField, useStyles2 } from '@grafana/ui';
import { errorMessage } from '../../ui/error-message.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { loadDatasource } from './load-datasource.ts';
import type { NightjarSource } from './load-datasource.ts';
import { NoDatasource } from './NoDatasource.tsx';
import { sourceWords } from './words.ts';

export interface SourcePageProps {
  readonly subTitle?: string;
  /** Names the page where the navigation does not. */
  readonly pageNav?: NavModelItem;
  /** Not to be chosen on this page: what it shows belongs to the datasource of its address. */
  readonly isFixed?: boolean;
  /** What else the address says holds for any datasource: it stays when another one is chosen. */
  readonly keepsAddress?: boolean;
  /** The page of a loaded datasource; one of another datasource is begun anew. */
  readonly children: (datasource: NightjarSource) => ReactNode;
}

/** A page about one Nightjar datasource, named `ds` in the address: the default one, or the first, without. */
export function SourcePage({ subTitle, pageNav, isFixed = false, keepsAddress = false, children }: SourcePageProps) {
  const styles = useStyles2(getStyles);
  const list = useMemo(() => getDataSourceSrv().getList({ pluginId: 'nightjar-ml-datasource' }), []);
  const [search, setSearch] = useSearchParams();
  const chosen = list.find(({ uid }) => uid === search.get('ds')) ?? list.find(({ isDefault }) => isDefault) ?? list[0];
  const loaded = useAnswer(chosen?.uid ?? null, loadDatasource);
  return (
    <PluginPage subTitle={subTitle} pageNav={pageNav}>
      {!chosen && <NoDatasource />}
      <div className={styles.page}>
        {list.length > 1 && !isFixed && (
          <InlineField label={sourceWords.datasource()} htmlFor="nightjar-page-datasource">
            <Combobox
              id="nightjar-page-datasource"
              width={32}
              options={list.map(({ uid, name }) => ({ value: uid, label: name }))}
              value={chosen.uid}
              onChange={({ value }) => {
                const next = new URLSearchParams(keepsAddress ? search : undefined);
                next.set('ds', value);
                setSearch(next, { replace: true });
              }}
            />
          </InlineField>
        )}
        {loaded.state === 'failed' && <Alert severity="error" title={sourceWords.failed(errorMessage(loaded.error))} />}
        {loaded.state === 'done' && (
          <div key={loaded.value.uid} className={styles.page}>
            {children(loaded.value)}
          </div>
        )}
      </div>
    </PluginPage>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
});
