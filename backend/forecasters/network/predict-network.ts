import { predict } from '../../onnx/training/predict.ts';
import type { Past } from '../forecaster.ts';
import { turnBack } from '../ridge/transform.ts';
import type { NetworkDesign } from './design.ts';
import { forecastNet } from './net.ts';
import { baseIndex, courseOf, inputWidth, wallTimeAt, windowScale, writeInput } from './windows.ts';
import type { SeriesScale, WindowScale } from './windows.ts';

/** A model's content: the networks, shared by all series they were trained on, and the series' own scale. */
export type NetworkParameters = {
  readonly design: NetworkDesign;
  readonly networks: readonly Float32Array[];
  readonly scale: SeriesScale;
};

/** A forecast under way: turned values, the first `known` of which were known. */
interface Underway {
  readonly index: number;
  readonly past: Past;
  readonly parameters: NetworkParameters;
  readonly course: Float64Array;
  readonly known: number;
}

/** Samples of one run at most. */
const ROWS_A_RUN = 4_096;

/** Expected values of the next `horizon` steps of each past; null where a past has no model, or is too short for it. */
export async function coursesAhead(
  models: readonly (NetworkParameters | null)[],
  pasts: readonly Past[],
  horizon: number
): Promise<(Float64Array | null)[]> {
  const byNetwork = new Map<readonly Float32Array[], Underway[]>();
  pasts.forEach((past, index) => {
    const parameters = models[index];
    if (parameters && past.values.length >= parameters.design.lags) {
      const { networks, design, scale } = parameters;
      const room = Math.ceil(horizon / design.ahead) * design.ahead;
      const course = courseOf(past, scale.transform, room);
      const group = byNetwork.get(networks) ?? [];
      group.push({ index, past, parameters, course, known: past.values.length });
      byNetwork.set(networks, group);
    }
  });
  const courses: (Float64Array | null)[] = pasts.map(() => null);
  for (const group of byNetwork.values()) {
    for (let from = 0; from < group.length; from += ROWS_A_RUN) {
      const part = group.slice(from, from + ROWS_A_RUN);
      for (let done = 0; done < horizon; done += part[0].parameters.design.ahead) {
        await extend(part, done);
      }
      for (const { index, course, known, parameters } of part) {
        const { transform } = parameters.scale;
        courses[index] = Float64Array.from({ length: horizon }, (_, h) => turnBack(transform, course[known + h]));
      }
    }
  }
  return courses;
}

/** Writes the next steps of all courses, whose first `done` after what was known are there. */
async function extend(group: readonly Underway[], done: number): Promise<void> {
  const { design, networks } = group[0].parameters;
  const { ahead } = design;
  const width = inputWidth(design);
  const x = new Float32Array(group.length * width);
  const windows = group.map(({ past, parameters, course, known }, row): WindowScale => {
    const end = known + done;
    const window = windowScale(course, end, design, parameters.scale.spread);
    writeInput(x, row * width, course, end, window, design, parameters.scale, wallTimeAt(past, end - 1));
    return window;
  });
  const net = forecastNet(design);
  const sums = new Float64Array(group.length * ahead);
  for (const parameters of networks) {
    const { y } = await predict(net, parameters, x);
    const said = y.data as Float32Array;
    for (let i = 0; i < sums.length; i++) {
      sums[i] += said[i];
    }
  }
  group.forEach(({ parameters, course, known }, row) => {
    const end = known + done;
    const { transform, period } = parameters.scale;
    for (let h = 0; h < ahead; h++) {
      const difference = (sums[row * ahead + h] / networks.length) * windows[row].scale;
      const value = course[baseIndex(end, h, period)] + difference;
      // Kept within what the series can be, so that a forecast that goes on from itself cannot run away.
      course[end + h] = Math.min(transform.high, Math.max(transform.low, value));
    }
  });
}
