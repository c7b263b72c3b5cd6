import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import type { MonitorSpec } from '../../../api/monitors.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { BacktestPane } from '../backtest/BacktestPane.tsx';
import { PreviewPane } from './PreviewPane.tsx';
import { previewWords } from './words.ts';

export interface TryPaneProps {
  readonly datasource: NightjarSource;
  readonly spec: MonitorSpec;
  /** Of the monitor that is edited: its verdicts judge a back-test. */
  readonly monitor?: string;
}

/** What the monitor of the form would find: at once, or over weeks. */
export function TryPane({ datasource, spec, monitor }: TryPaneProps) {
  const styles = useStyles2(getStyles);
  const [tab, setTab] = useState<'preview' | 'backtest'>('preview');
  return (
    <div className={styles.pane}>
      <TabsBar>
        <Tab label={previewWords.preview()} active={tab === 'preview'} onChangeTab={() => setTab('preview')} />
        <Tab label={previewWords.backtest()} active={tab === 'backtest'} onChangeTab={() => setTab('backtest')} />
      </TabsBar>
      <div hidden={tab !== 'preview'}>
        <PreviewPane datasource={datasource} spec={spec} />
      </div>
      <div hidden={tab !== 'backtest'}>
        <BacktestPane datasource={datasource} spec={spec} monitor={monitor} />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
});
