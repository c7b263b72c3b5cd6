import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Explanation } from '../../../../contract/detection.ts';
import { formatDuration } from '../../../../contract/duration.ts';
import type { DetectionRecord } from '../../../api/detections.ts';
import type { ResourceSender } from '../../../api/request.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { VerdictButtons } from '../../../ui/verdict/VerdictButtons.tsx';
import { likelyType } from '../../../ui/words.ts';
import { valueText } from '../value-text.ts';
import { detectionWords } from './words.ts';

export interface DetectionRowProps {
  readonly datasource: ResourceSender;
  readonly detection: DetectionRecord;
  readonly mayJudge: boolean;
  readonly onChanged: () => void;
}

export function DetectionRow({ datasource, detection, mayJudge, onChanged }: DetectionRowProps) {
  const styles = useStyles2(getStyles);
  const { severity, type, typeProbability, missing, score, start, end, open, series, value, expected } = detection;
  const { explanation, suppression } = detection;
  const typed = { type, typeProbability, ...(missing ? { missing } : {}) } as const;
  return (
    <tr>
      <td className={styles.what}>
        <SeverityMark severity={severity} withLabel />
        <div className={styles.type}>{likelyType(typed)}</div>
        <div className={styles.quiet}>{(explanation as Explanation | null)?.summary}</div>
        {suppression && (
          <div className={styles.quiet}>{detectionWords.suppressed(suppression.reason, suppression.author)}</div>
        )}
      </td>
      <td>
        <div>{dateTimeFormat(start)}</div>
        <div className={styles.quiet}>
          {open ? detectionWords.open() : end > start ? formatDuration(end - start) : ''}
        </div>
      </td>
      <td className={styles.series}>{series}</td>
      <td>
        <div>{valueText(value, expected)}</div>
        <div className={styles.quiet}>{detectionWords.score(score.toFixed(2))}</div>
      </td>
      <td>
        <VerdictButtons datasource={datasource} detection={detection} mayJudge={mayJudge} onChanged={onChanged} />
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  what: css({ minWidth: 220, maxWidth: 380 }),
  type: css({ fontWeight: theme.typography.fontWeightMedium }),
  series: css({ overflowWrap: 'anywhere' }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
