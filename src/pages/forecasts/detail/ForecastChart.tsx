import { css } from '@emotion/css';
import { useState } from 'react';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { hitSentence } from '../../../ui/forecast/hit-sentence.ts';
import { endOf } from '../../../ui/forecast/model/shown-forecast.ts';
import type { ShownForecast } from '../../../ui/forecast/model/shown-forecast.ts';
import { DEFAULT_PLOT_OPTIONS } from '../../../ui/forecast/plot/forecast-plot-options.ts';
import { ForecastPlot } from '../../../ui/forecast/plot/ForecastPlot.tsx';
import { forecastPlotWords } from '../../../ui/forecast/words.ts';
import { useWidth } from '../../../ui/use-width.ts';
import { forecastDetailWords } from './words.ts';

const HEIGHT = 340;

/** The graph of one forecast over its history and horizon; dragging looks closer. */
export function ForecastChart({
  forecast,
  timeZone,
}: {
  readonly forecast: ShownForecast;
  readonly timeZone: TimeZone;
}) {
  const styles = useStyles2(getStyles);
  const [ref, width] = useWidth();
  const [zoom, setZoom] = useState<readonly [number, number] | null>(null);
  const { title, detail } = hitSentence(forecast, timeZone);
  const whole = [forecast.history.times[0] ?? forecast.origin, endOf(forecast)] as const;
  return (
    <div className={styles.box}>
      <div ref={ref} style={{ height: HEIGHT }}>
        {width > 0 && (
          <ForecastPlot
            forecasts={[forecast]}
            options={DEFAULT_PLOT_OPTIONS}
            focus={null}
            range={zoom ?? whole}
            width={width}
            height={HEIGHT}
            timeZone={timeZone}
            label={forecastPlotWords.picture(`${title}. ${detail}`)}
            onZoom={({ from, to }) => setZoom([from, to])}
          />
        )}
      </div>
      {zoom && (
        <Button
          size="sm"
          variant="secondary"
          icon="search-minus"
          className={styles.whole}
          onClick={() => setZoom(null)}
        >
          {forecastDetailWords.whole()}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ position: 'relative' }),
  whole: css({ position: 'absolute', top: theme.spacing(1), right: theme.spacing(3) }),
});
