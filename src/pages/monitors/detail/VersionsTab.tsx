import { css } from '@emotion/css';
import { useCallback, useState } from 'react';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Badge, Button, useStyles2 } from '@grafana/ui';
import { changeMonitor, readVersions } from '../../../api/monitors.ts';
import type { MonitorVersion } from '../../../api/monitors.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { SpecChanges } from '../SpecChanges.tsx';
import { RestoreModal } from './RestoreModal.tsx';
import type { TabProps } from './DetailTabs.tsx';
import { versionWords } from './words.ts';

/** Every version with what it changed, and how to go back to one. */
export function VersionsTab({ datasource, monitor, mayChange, onChanged }: TabProps) {
  const styles = useStyles2(getStyles);
  const { id, version: newest, spec, origin } = monitor;
  const read = useCallback((source: ResourceSender) => readVersions(source, id), [id]);
  const versions = useAnswer(datasource, read, newest);
  const [chosen, setChosen] = useState<MonitorVersion | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const restore = async ({ version, spec: old }: MonitorVersion) => {
    setChosen(null);
    setFailure(null);
    try {
      await changeMonitor(datasource, id, { spec: old, version: newest, note: versionWords.note(version) });
      onChanged();
    } catch (error) {
      setFailure(versionWords.restoreFailed(errorMessage(error)));
    }
  };
  if (versions.state === 'loading') {
    return <PlainMessage icon="spinner" title={versionWords.loading()} />;
  }
  if (versions.state === 'failed') {
    return <Alert severity="error" title={versionWords.failed(errorMessage(versions.error))} />;
  }
  const list = versions.value;
  return (
    <>
      {failure !== null && <Alert severity="error" title={failure} />}
      <ol aria-label={versionWords.list()} className={styles.list}>
        {list.map((one, i) => {
          const before = list[i + 1];
          return (
            <li key={one.version} className={styles.version}>
              <div className={styles.head}>
                <h3 className={styles.title}>{versionWords.version(one.version)}</h3>
                {one.version === newest && <Badge color="green" text={versionWords.current()} />}
                <span className={styles.quiet}>{versionWords.by(one.author, dateTimeFormat(one.at))}</span>
                <div className={styles.spacer} />
                {mayChange && origin === 'ui' && one.version !== newest && (
                  <Button size="sm" variant="secondary" icon="history" onClick={() => setChosen(one)}>
                    {versionWords.restore(one.version)}
                  </Button>
                )}
              </div>
              {one.note && <p>{one.note}</p>}
              {before ? (
                <SpecChanges before={before.spec} after={one.spec} none={versionWords.same()} />
              ) : (
                <p className={styles.quiet}>{versionWords.first()}</p>
              )}
            </li>
          );
        })}
      </ol>
      {chosen && (
        <RestoreModal
          version={chosen}
          now={spec}
          onRestore={() => void restore(chosen)}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), listStyle: 'none' }),
  version: css({
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    p: { margin: theme.spacing(0.5, 0, 0) },
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
  spacer: css({ flex: 1 }),
  quiet: css({ color: theme.colors.text.secondary }),
});
