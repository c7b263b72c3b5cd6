import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { ChosenDetectors } from './chosen-detectors.ts';
import { queryWords } from './words.ts';

export interface ChosenDetectorProps {
  readonly chosen: ChosenDetectors;
  /** Called with the id of the detector that the query is to keep. */
  readonly onPin: (detector: string) => void;
}

/** What `auto` chose for the query's series, each with a button that makes the query keep it. */
export function ChosenDetector({ chosen: { chosen, isChoosing }, onPin }: ChosenDetectorProps) {
  const styles = useStyles2(getStyles);
  const total = chosen.reduce((sum, { series }) => sum + series, 0);
  return (
    <div className={styles.row} role="status">
      <Icon name={isChoosing ? 'hourglass' : 'check-circle'} />
      {isChoosing && <span>{queryWords.choosing()}</span>}
      {chosen.map(({ id, name, series }) => (
        <span key={id} className={styles.one}>
          <span>{total === 1 ? queryWords.chose(name) : queryWords.choseFor(name, series)}</span>
          <Button size="sm" variant="secondary" tooltip={queryWords.pinHelp()} onClick={() => onPin(id)}>
            {queryWords.pin(name)}
          </Button>
        </span>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    minHeight: theme.spacing(theme.components.height.md),
    color: theme.colors.text.secondary,
  }),
  one: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
});
