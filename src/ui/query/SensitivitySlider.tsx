import { css } from '@emotion/css';
import { useEffect, useId, useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { InlineField, Slider, useStyles2 } from '@grafana/ui';
import { queryWords } from './words.ts';

export interface SensitivitySliderProps {
  readonly value: number;
  /** Tell of every place the handle passes, where that costs nothing; else of the one where it is let go. */
  readonly isLive?: boolean;
  readonly onChange: (value: number) => void;
}

export function SensitivitySlider({ value, isLive = false, onChange }: SensitivitySliderProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const take = (next: number | undefined) => {
    if (next !== undefined && next !== value) {
      onChange(next);
    }
  };
  return (
    <InlineField label={queryWords.sensitivity()} labelWidth={23} tooltip={queryWords.sensitivityHelp()} htmlFor={id}>
      <div className={styles.slider}>
        <Slider
          inputId={id}
          ariaLabelForHandle={queryWords.sensitivity()}
          min={0}
          max={1}
          step={0.05}
          value={draft}
          onChange={(next) => {
            setDraft(next);
            if (isLive) {
              take(next);
            }
          }}
          onAfterChange={take}
        />
      </div>
    </InlineField>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  slider: css({ width: 236, padding: theme.spacing(0, 1) }),
});
