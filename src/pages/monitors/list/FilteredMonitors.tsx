import { css } from '@emotion/css';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { MonitorSummary } from '../../../api/monitors.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import type { MonitorActions } from '../use-monitor-actions.ts';
import { FilterRow } from './FilterRow.tsx';
import { arranged, matching, readFilter, writeFilter } from './list-filter.ts';
import type { ListFilter } from './list-filter.ts';
import { MonitorTable } from './MonitorTable.tsx';
import { StateFilter } from './StateFilter.tsx';
import { listWords } from './words.ts';

export interface FilteredMonitorsProps {
  readonly datasource: NightjarSource;
  readonly monitors: readonly MonitorSummary[];
  readonly actions: MonitorActions;
  readonly mayChange: boolean;
}

/** The list with its filter, which the address keeps. */
export function FilteredMonitors({ datasource, monitors, actions, mayChange }: FilteredMonitorsProps) {
  const styles = useStyles2(getStyles);
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => readFilter(search), [search]);
  const change = (part: Partial<ListFilter>) =>
    setSearch((now) => writeFilter(now, { ...readFilter(now), ...part }), { replace: true });
  const found = matching(monitors, filter);
  const shown = arranged(found, filter);
  return (
    <>
      <div className={styles.row}>
        <FilterRow monitors={monitors} filter={filter} onChange={change} />
        <div className={styles.spacer} />
        {mayChange && (
          <PageLink href={monitorPaths.create(datasource.uid)} icon="plus">
            {listWords.create()}
          </PageLink>
        )}
      </div>
      <StateFilter monitors={found} chosen={filter.states} onChange={(states) => change({ states })} />
      <div role="status" className={styles.count}>
        {listWords.shown(shown.length, monitors.length)}
      </div>
      {shown.length === 0 ? (
        <PlainMessage icon="filter" title={listWords.noMatch()}>
          {listWords.noMatchHelp()}
        </PlainMessage>
      ) : (
        <MonitorTable
          datasource={datasource}
          monitors={shown}
          filter={filter}
          actions={actions}
          mayChange={mayChange}
          onChange={change}
        />
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  spacer: css({ flex: 1 }),
  count: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
