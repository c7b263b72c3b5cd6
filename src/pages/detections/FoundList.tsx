import { css } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { DetectionTable } from './DetectionTable.tsx';
import type { DetectionsState, FoundDetections } from './use-detections.ts';
import { pageWords } from './words.ts';

export interface FoundListProps {
  readonly ds: string;
  readonly list: DetectionsState;
  readonly found: FoundDetections;
  readonly timeZone: TimeZone;
  readonly onOpen: (id: string) => void;
}

/** How many there are, the table, and the way to older ones. */
export function FoundList({ ds, list, found: { detections, more }, timeZone, onOpen }: FoundListProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div role="status" className={styles.count}>
        {more ? pageWords.shownOlder(detections.length) : pageWords.shown(detections.length)}
      </div>
      <DetectionTable ds={ds} detections={detections} timeZone={timeZone} onOpen={onOpen} />
      {more && (
        <div>
          <Button
            variant="secondary"
            icon={list.asking ? 'spinner' : 'angle-down'}
            disabled={list.asking}
            onClick={list.older}
          >
            {pageWords.older()}
          </Button>
        </div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  count: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
