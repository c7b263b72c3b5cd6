import { prepare } from '../forecasters/preparation/prepare.ts';
import { FORECASTERS } from '../forecasters/index.ts';
import { checkedSettings, findForecaster } from '../forecasts/find-forecaster.ts';
import { UsageError } from './command.ts';
import { parseForecastLine } from './forecast-line.ts';
import type { ModelWriter } from './model-writer.ts';
import { pipeLines } from './pipe-lines.ts';

/** Ids of the forecasters that export, in words. */
export const EXPORTING_FORECASTERS = FORECASTERS.filter((forecaster) => forecaster.exports)
  .map(({ id }) => id)
  .join(', ');

interface Asked {
  readonly id: string;
  /** Steps, as text. */
  readonly horizon: string | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number;
}

/** Fits a forecaster on every line of a batch and writes its file; standard output tells each. Throws UsageError, and `bad-request` where a line has too little. */
export async function exportForecasts(batch: string, asked: Asked, writer: ModelWriter): Promise<void> {
  const forecaster = findForecaster(asked.id);
  const { toOnnx } = forecaster;
  if (!toOnnx) {
    throw new UsageError(`${asked.id} does not run as an ONNX model; take one of ${EXPORTING_FORECASTERS}`);
  }
  const steps = Number(asked.horizon);
  if (!Number.isInteger(steps) || steps < 1) {
    throw new UsageError('--forecaster goes with --horizon STEPS, 1 at least');
  }
  const settings = checkedSettings(forecaster, asked.settings);
  await pipeLines(batch, '-', async (text, number) => {
    const { id, series, step } = parseForecastLine(text, number);
    const { past, block } = prepare(series, { step, horizon: steps * step, floor: 'auto', ceiling: 'none' });
    const [model] = await forecaster.fit([past], settings, asked.seed, Math.ceil(steps / block));
    const told = { forecaster: asked.id, step: past.step / 1000, points: model.points };
    return writer.write(String(id ?? `line-${number}`), toOnnx.call(forecaster, model), told);
  });
}
