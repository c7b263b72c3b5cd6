import { Alert } from '@grafana/ui';
import { readPresets } from '../../../api/monitors.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { PageLink } from '../../../ui/link/PageLink.tsx';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { monitorPaths } from '../../../ui/monitor/paths.ts';
import { PresetCards } from '../PresetCards.tsx';
import { emptyWords } from './words.ts';

export interface EmptyMonitorsProps {
  readonly datasource: NightjarSource;
  readonly mayCreate: boolean;
}

/** What a monitor is, and ways to the first one. */
export function EmptyMonitors({ datasource, mayCreate }: EmptyMonitorsProps) {
  const presets = useAnswer(mayCreate ? datasource : null, readPresets);
  return (
    <>
      <PlainMessage icon="eye" title={emptyWords.title()}>
        <p>{emptyWords.what()}</p>
        {mayCreate ? (
          <PageLink href={monitorPaths.create(datasource.uid)} icon="plus">
            {emptyWords.begin()}
          </PageLink>
        ) : (
          emptyWords.viewer()
        )}
      </PlainMessage>
      {presets.state === 'failed' && (
        <Alert severity="warning" title={emptyWords.presetsFailed(errorMessage(presets.error))} />
      )}
      {presets.state === 'done' && presets.value.length > 0 && (
        <section aria-label={emptyWords.presets()}>
          <h2>{emptyWords.presets()}</h2>
          <PresetCards ds={datasource.uid} presets={presets.value} />
        </section>
      )}
    </>
  );
}
