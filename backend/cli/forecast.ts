import { parseDuration } from '../../contract/duration.ts';
import { FORECASTERS } from '../forecasters/index.ts';
import { findForecaster } from '../forecasts/find-forecaster.ts';
import { forecastGroup } from '../forecasts/forecast-series.ts';
import type { Forecast } from '../forecasts/forecast.ts';
import { UsageError, parseFlags } from './command.ts';
import type { Command } from './command.ts';
import { BATCH_FLAGS, pairsOf, readSeed } from './detector-flags.ts';
import { parseForecastLine } from './forecast-line.ts';
import { pipeLines } from './pipe-lines.ts';

const usage = `usage: nightjar forecast --batch in.jsonl --horizon H --out out.jsonl [--forecaster ID] [--level 95]
                         [--set name=value ...] [--floor auto|none|N] [--ceiling none|N] [--seed N]

Forecasts series offline. A line in is {"id","v":[...],"step":seconds,"start":ms?}, null for a missing value; a line out is
{"id","mean":[...],"lower":[...],"upper":[...]}, one entry a step of the horizon.

  --batch FILE      lines in; - reads standard input
  --out FILE        lines out; - writes standard output
  --horizon H       how far: a number of steps, such as 48, or a duration, such as 4d
  --forecaster ID   ${FORECASTERS.map(({ id }) => id).join(', ')} (default auto)
  --level PERCENT   share of values that lie between lower and upper (default 95)
  --set NAME=VALUE  a setting of the forecaster; may be given several times
  --floor FLOOR     no value lies below it; auto (default): 0 where the series never was below 0
  --ceiling CEILING no value lies above it (default none)
  --seed N          seed of forecasters that draw at random (default 1)`;

export const forecast: Command = {
  name: 'forecast',
  summary: 'forecast series from a file of JSON lines',
  usage,
  async run(args) {
    const { values } = parseFlags({
      args: [...args],
      options: {
        ...BATCH_FLAGS,
        forecaster: { type: 'string', default: 'auto' },
        horizon: { type: 'string' },
        level: { type: 'string', default: '95' },
        floor: { type: 'string', default: 'auto' },
        ceiling: { type: 'string', default: 'none' },
      },
    } as const);
    const { batch, out, horizon } = values;
    if (batch === undefined || out === undefined || horizon === undefined) {
      throw new UsageError('give --batch FILE, --horizon H and --out FILE');
    }
    const ahead = readHorizon(horizon);
    const level = Number(values.level);
    if (!(level > 0 && level < 100)) {
      throw new UsageError(`--level is a number of percent above 0 and below 100, not '${values.level}'`);
    }
    const asked = {
      forecaster: findForecaster(values.forecaster).id,
      settings: pairsOf('--set', values.set),
      levels: [level / 100],
      floor: values.floor === 'auto' ? ('auto' as const) : readBound('--floor', values.floor),
      ceiling: readBound('--ceiling', values.ceiling),
      seed: readSeed(values.seed),
      paths: 0,
    };
    await pipeLines(batch, out, async (text, number) => {
      const { id, series, step } = parseForecastLine(text, number);
      const [one] = await forecastGroup([series], { ...asked, step, horizon: ahead(step) });
      return formatForecast(id, one);
    });
    return 0;
  },
};

/** The horizon in ms for a step in ms. */
function readHorizon(text: string): (step: number) => number {
  const steps = Number(text);
  if (Number.isInteger(steps) && steps >= 1) {
    return (step) => steps * step;
  }
  const duration = parseDuration(text);
  if (duration === null || duration <= 0) {
    throw new UsageError(`--horizon is a number of steps, 1 at least, or a duration such as 4d, not '${text}'`);
  }
  return () => duration;
}

function readBound(flag: string, text: string): 'none' | number {
  const bound = Number(text);
  if (text !== 'none' && (text.trim() === '' || !Number.isFinite(bound))) {
    throw new UsageError(`${flag} is none or a number, not '${text}'`);
  }
  return text === 'none' ? 'none' : bound;
}

function formatForecast(id: string | number | undefined, { mean, intervals }: Forecast): string {
  const [{ lower, upper }] = intervals;
  return JSON.stringify({ id, mean: [...mean], lower: [...lower], upper: [...upper] });
}
