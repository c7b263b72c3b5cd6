import { ALERT_FIELD } from '../../../contract/alert-query.ts';
import type { NoiseFigures } from '../../incidents/records.ts';
import type { Frame } from '../frame.ts';
import { columnsOf, finished, shapeIn } from './context.ts';
import type { AlertFrameContext, Bare } from './context.ts';
import { numberFrame, seriesFrame } from './counts.ts';

/** Label that tells the figures of an answer apart. */
const FIGURE = 'figure';

/** What of all alerts was left to look at: over time, of the whole range as numbers, or by source as a table. */
export function noiseFrames(noise: NoiseFigures, context: AlertFrameContext): Frame[] {
  const shape = shapeIn(context);
  if (shape === 'table') {
    return finished([bySource(noise)], context);
  }
  return finished(shape === 'numbers' ? numbersOf(noise) : overTime(noise), context);
}

function bySource({ bySource: rows }: NoiseFigures): Bare {
  const { text, number } = columnsOf(rows);
  return {
    name: 'noise',
    type: 'table',
    fields: [
      text(ALERT_FIELD.source, ({ source }) => source),
      number(ALERT_FIELD.received, ({ received }) => received),
      number('distinct', ({ distinct }) => distinct),
    ],
  };
}

function numbersOf({ received, distinct, incidents, actedUpon, reduction }: NoiseFigures): Bare[] {
  const figures = { received, distinct, incidents, acted_upon: actedUpon };
  return [
    ...Object.entries(figures).map(([figure, value]) => numberFrame(figure, value, { [FIGURE]: figure })),
    numberFrame('reduction', reduction, { [FIGURE]: 'reduction' }, 'percentunit'),
  ];
}

function overTime({ overTime: rows }: NoiseFigures): Bare[] {
  const times = Float64Array.from(rows, ({ at }) => at);
  return (['received', 'distinct', 'incidents'] as const).map((figure) =>
    seriesFrame(
      figure,
      times,
      Float64Array.from(rows, (row) => row[figure]),
      { [FIGURE]: figure }
    )
  );
}
