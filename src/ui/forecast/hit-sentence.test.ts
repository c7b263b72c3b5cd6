import type { HitTimes } from '../../../contract/forecast.ts';
import { hitSentence, likelihoodText } from './hit-sentence.ts';
import type { ShownForecast } from './model/shown-forecast.ts';

const HOUR = 3_600_000;
const ORIGIN = Date.UTC(2026, 10, 22);

const hits = (part: Partial<HitTimes>): HitTimes => ({
  limit: 90,
  side: 'above',
  isPast: false,
  probability: 0,
  p10: null,
  p50: null,
  p90: null,
  byStep: [],
  ...part,
});

const said = (of: HitTimes | null) => {
  const forecast: ShownForecast = {
    name: 'disk',
    labels: {},
    color: 'red',
    visible: true,
    scaleKey: 'y',
    format: (value) => `${value} GB`,
    unit: undefined,
    history: { times: [], values: [] },
    fitted: { times: [], values: [] },
    mean: { times: [ORIGIN + HOUR, ORIGIN + 96 * HOUR], values: [80, 85] },
    intervals: [{ level: 95, lower: [78, 79], upper: [82, 95] }],
    earlier: [],
    limit: null,
    hits: of,
    origin: ORIGIN,
    facts: null,
    place: null,
  };
  const { title, detail } = hitSentence(forecast, 'utc');
  return `${title}. ${detail}`;
};

it('says when the limit is hit, and how sure that is', () => {
  expect(said(hits({ probability: 0.82, p10: 24 * HOUR, p50: 50 * HOUR, p90: 80 * HOUR }))).toBe(
    'disk hits 90 GB in about 2 d 2 h. 82 % likely within 4 d, P10 Mon 23 Nov 00:00, P90 Wed 25 Nov 08:00'
  );
  expect(said(hits({ probability: 0.6, p10: 24 * HOUR, p50: 50 * HOUR }))).toMatch(/P90 later than the horizon$/);
});

it('does not promise what it cannot', () => {
  expect(said(hits({ probability: 0.2, p10: 80 * HOUR }))).toBe(
    'disk may hit 90 GB within 4 d. 20 % likely within 4 d'
  );
  expect(said(hits({}))).toBe('disk keeps clear of 90 GB for 4 d. < 1 % likely within 4 d');
  expect(said(hits({ isPast: true, probability: 1 }))).toBe('disk is past 90 GB now. ');
  expect(likelihoodText(1)).toBe('> 99 %');
});

it('says what is expected where there is no limit', () => {
  expect(said(null)).toBe('disk: 85 GB in 4 d. 79 GB to 95 GB with 95 %');
});
