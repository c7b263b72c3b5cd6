import { css } from '@emotion/css';
import { useNavigate } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import type { MonitorRecord } from '../../../api/monitors.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { mayAs } from '../../source/use-role.ts';
import type { Role } from '../../source/use-role.ts';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { YamlText } from '../YamlText.tsx';
import { AuditTab } from './AuditTab.tsx';
import { BacktestTab } from './BacktestTab.tsx';
import { DetectionsTab } from './DetectionsTab.tsx';
import { FeedbackTab } from './FeedbackTab.tsx';
import { TrainingTab } from './TrainingTab.tsx';
import { VersionsTab } from './VersionsTab.tsx';
import { detailWords } from './words.ts';

export interface TabProps {
  readonly datasource: NightjarSource;
  readonly monitor: MonitorRecord;
  readonly mayChange: boolean;
  /** Something was changed that the monitor's record tells of. */
  readonly onChanged: () => void;
}

export interface DetailTabsProps extends Omit<TabProps, 'mayChange'> {
  readonly role: Role | null;
  /** The one of the address. */
  readonly tab: string | null;
}

const TABS = ['detections', 'feedback', 'training', 'backtest', 'versions', 'yaml', 'audit'] as const;

/** What there is about a monitor beside its state and its chart. */
export function DetailTabs({ role, tab, ...props }: DetailTabsProps) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const { datasource, monitor } = props;
  const shown = TABS.filter((one) => one !== 'audit' || mayAs(role, 'Admin'));
  const active = shown.find((one) => one === tab) ?? 'detections';
  return (
    <div>
      <TabsBar>
        {shown.map((one) => {
          const href = monitorPaths.one(datasource.uid, monitor.id, one);
          return (
            <Tab
              key={one}
              label={detailWords.tabs[one]()}
              active={one === active}
              href={href}
              counter={one === 'detections' && monitor.openDetections > 0 ? monitor.openDetections : undefined}
              onChangeTab={(event) => {
                event.preventDefault();
                navigate(href, { replace: true });
              }}
            />
          );
        })}
      </TabsBar>
      <div className={styles.content}>
        <TabContent {...props} mayChange={mayAs(role, 'Editor')} active={active} />
      </div>
    </div>
  );
}

function TabContent({ active, ...props }: TabProps & { readonly active: (typeof TABS)[number] }) {
  switch (active) {
    case 'detections':
      return <DetectionsTab {...props} />;
    case 'feedback':
      return <FeedbackTab {...props} />;
    case 'training':
      return <TrainingTab {...props} />;
    case 'backtest':
      return <BacktestTab {...props} />;
    case 'versions':
      return <VersionsTab {...props} />;
    case 'yaml':
      return <YamlText datasource={props.datasource} monitor={props.monitor} />;
    case 'audit':
      return <AuditTab {...props} />;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ padding: theme.spacing(2, 0) }),
});
