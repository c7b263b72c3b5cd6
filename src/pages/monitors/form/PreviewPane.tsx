import { css } from '@emotion/css';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Alert, Text, useStyles2 } from '@grafana/ui';
import type { MonitorSpec } from '../../../api/monitors.ts';
import { errorMessage } from '../../../ui/error-message.ts';
import { RunChart } from '../../../ui/run/RunChart.tsx';
import { RunStatus } from '../../../ui/run/RunStatus.tsx';
import { RangePicker, zoomed } from '../../../ui/time/RangePicker.tsx';
import type { TextRange } from '../../../ui/time/RangePicker.tsx';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { CostLine } from './CostLine.tsx';
import { PreviewStanding } from './PreviewStanding.tsx';
import { usePreview } from './use-preview.ts';
import { usePreviewModel } from './use-preview-model.ts';
import { previewWords } from './words.ts';

export interface PreviewPaneProps {
  readonly datasource: NightjarSource;
  readonly spec: MonitorSpec;
}

const HEIGHT = 380;

/** What the monitor of the form would find, and what it would cost. */
export function PreviewPane({ datasource, spec }: PreviewPaneProps) {
  const styles = useStyles2(getStyles);
  const [search] = useSearchParams();
  const [range, setRange] = useState<TextRange>(() => ({
    from: search.get('from') ?? 'now-24h',
    to: search.get('to') ?? 'now',
  }));
  const [timeZone, setTimeZone] = useState<TimeZone>('browser');
  const { run, range: wanted, cancel } = usePreview(datasource, spec, range, timeZone);
  const model = usePreviewModel(run, spec, timeZone);
  const notices = [...new Set(run.frames.flatMap((frame) => frame.meta?.notices ?? []).map(({ text }) => text))];
  return (
    <section aria-label={previewWords.preview()} className={styles.pane}>
      <div className={styles.head}>
        <RangePicker range={range} timeZone={timeZone} onRange={setRange} onTimeZone={setTimeZone} />
        {run.startedAt !== null && (
          <RunStatus startedAt={run.startedAt} partial={run.frames.length > 0} onCancel={cancel} />
        )}
      </div>
      {run.error !== null && model && <Alert severity="warning" title={errorMessage(run.error)} />}
      <RunChart
        run={run}
        model={model}
        range={wanted}
        timeZone={timeZone}
        height={HEIGHT}
        onZoom={(zoom) => setRange(zoomed(zoom))}
      >
        <PreviewStanding run={run} />
      </RunChart>
      <Text color="secondary" variant="bodySmall">
        {previewWords.live()}
      </Text>
      <CostLine spec={spec} model={model} />
      {notices.length > 0 && (
        <Alert severity="info" title={previewWords.notices()}>
          {notices.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Alert>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
