import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Dropdown, IconButton, Menu } from '@grafana/ui';
import type { MonitorSummary } from '../../../api/monitors.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import type { MonitorActions } from '../use-monitor-actions.ts';
import { monitorWords } from '../words.ts';
import { YamlModal } from '../YamlModal.tsx';
import { listWords } from './words.ts';

export interface RowMenuProps {
  readonly datasource: NightjarSource;
  readonly monitor: MonitorSummary;
  readonly actions: MonitorActions;
  readonly mayChange: boolean;
}

/** What can be done with a monitor; of one that a file keeps, what does not change it. */
export function RowMenu({ datasource, monitor, actions, mayChange }: RowMenuProps) {
  const navigate = useNavigate();
  const [isYaml, setYaml] = useState(false);
  const { id, name, paused, origin } = monitor;
  const { uid } = datasource;
  const isOurs = mayChange && origin === 'ui';
  const menu = (
    <Menu>
      <Menu.Item label={monitorWords.open()} icon="eye" onClick={() => navigate(monitorPaths.one(uid, id))} />
      {isOurs && (
        <Menu.Item label={monitorWords.edit()} icon="pen" onClick={() => navigate(monitorPaths.edit(uid, id))} />
      )}
      {mayChange && (
        <Menu.Item label={monitorWords.copy()} icon="copy" onClick={() => navigate(monitorPaths.copy(uid, id))} />
      )}
      {isOurs && (
        <Menu.Item
          label={paused ? monitorWords.resume() : monitorWords.pause()}
          icon={paused ? 'play' : 'pause'}
          onClick={() => void actions.pause(monitor, !paused)}
        />
      )}
      <Menu.Item label={monitorWords.exportYaml()} icon="download-alt" onClick={() => setYaml(true)} />
      {isOurs && (
        <Menu.Item
          destructive
          label={monitorWords.remove()}
          icon="trash-alt"
          onClick={() => void actions.remove(monitor)}
        />
      )}
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-end">
        <IconButton name="ellipsis-v" size="lg" aria-label={listWords.actionsOf(name)} />
      </Dropdown>
      {isYaml && <YamlModal datasource={datasource} monitor={monitor} onClose={() => setYaml(false)} />}
    </>
  );
}
