import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { saveFile } from '../../ui/download/save-file.ts';
import { RangePicker } from '../../ui/time/RangePicker.tsx';
import type { DetectionFilter } from './detection-filter.ts';
import { asCsv, asJson } from './export-rows.ts';
import type { DetectionsState } from './use-detections.ts';
import { pageWords } from './words.ts';

export interface TimeBarProps {
  readonly filter: DetectionFilter;
  readonly timeZone: TimeZone;
  readonly list: DetectionsState;
  readonly onChange: (filter: DetectionFilter) => void;
  readonly onTimeZone: (timeZone: TimeZone) => void;
}

/** The time, and what can be done with the whole list. */
export function TimeBar({ filter, timeZone, list, onChange, onTimeZone }: TimeBarProps) {
  const styles = useStyles2(getStyles);
  const detections = list.found?.detections ?? [];
  const save = (name: string, text: string, type: string) => saveFile(`nightjar-detections.${name}`, text, type);
  return (
    <div className={styles.bar}>
      <RangePicker
        range={filter}
        timeZone={timeZone}
        onRange={(range) => onChange({ ...filter, ...range })}
        onTimeZone={onTimeZone}
      />
      <Button variant="secondary" icon="sync" disabled={list.asking} onClick={list.refresh}>
        {pageWords.refresh()}
      </Button>
      <div className={styles.spacer} />
      <Button
        variant="secondary"
        icon="download-alt"
        tooltip={pageWords.exportHelp()}
        disabled={detections.length === 0}
        onClick={() => save('csv', asCsv(detections), 'text/csv')}
      >
        {pageWords.exportCsv()}
      </Button>
      <Button
        variant="secondary"
        icon="download-alt"
        tooltip={pageWords.exportHelp()}
        disabled={detections.length === 0}
        onClick={() => save('json', asJson(detections), 'application/json')}
      >
        {pageWords.exportJson()}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  spacer: css({ flex: 1 }),
});
