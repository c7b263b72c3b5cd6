import type { Request } from 'playwright-core';
import type { ForecastRecord, PredictionRecord } from '../../../backend/forecasts/forecast-record.ts';
import type { LimitSide, PredictionKind } from '../../../contract/forecast.ts';
import type { WatchedForecast } from '../../../backend/monitors/forecasts/watched-forecasts.ts';
import type { ForecastQuestion } from '../../../src/api/forecasts.ts';
import type { FakeReply, FakeRoutes } from './monitor-replies.ts';

/** Replies of the forecasts' routes for states that a real engine is not in on demand: a disk that fills up, and others that do not. */

type HitTimes = NonNullable<ForecastRecord['hits']>;

const HOUR = 3_600_000;
const GIB = 2 ** 30;
const STEP = HOUR;
const HORIZON = 96;
const PAST = 240;

/** How full the disk is, in GiB, `hours` from the origin on: a rising line with a day in it. */
const level = (hours: number) => 78 + 0.16 * hours + 1.8 * Math.sin((2 * Math.PI * hours) / 24);

/** A number in -1..1 that only depends on its seed. */
const noise = (seed: number) => Math.sin(seed * 12.9898) * Math.cos(seed * 78.233);

/** Hit times of a course whose spread grows by the square root of time. */
export function hitsOf(limit: number, side: LimitSide = 'above'): HitTimes {
  const byStep: number[] = [];
  for (let step = 1; step <= HORIZON; step++) {
    const z = ((limit / GIB - level(step)) / (0.55 * Math.sqrt(step) + 0.4)) * (side === 'above' ? 1 : -1);
    const share = 1 / (1 + Math.exp(1.702 * z));
    byStep.push(Math.max(byStep.at(-1) ?? 0, share));
  }
  const when = (share: number) => {
    const found = byStep.findIndex((one) => one >= share);
    return found < 0 ? null : (found + 1) * STEP;
  };
  const now = level(0) * GIB;
  const isPast = side === 'above' ? now > limit : now < limit;
  return {
    limit,
    side,
    isPast,
    probability: byStep.at(-1) ?? 0,
    p10: when(0.1),
    p50: when(0.5),
    p90: when(0.9),
    byStep,
  };
}

export function forecastRecord(part: Partial<ForecastRecord> = {}, now = Date.now()): ForecastRecord {
  const origin = Math.floor(now / HOUR) * HOUR;
  const ahead = Array.from({ length: HORIZON }, (_, i) => i + 1);
  const mean = ahead.map((step) => level(step) * GIB);
  const spread = (step: number) => (0.55 * Math.sqrt(step) + 0.4) * GIB;
  const interval = (share: number, width: number) => ({
    level: share,
    lower: ahead.map((step, i) => mean[i] - width * spread(step)),
    upper: ahead.map((step, i) => mean[i] + width * spread(step)),
  });
  const back = Array.from({ length: PAST }, (_, i) => i - PAST + 1);
  return {
    labels: { __name__: 'node_filesystem_used_bytes', instance: 'db-1', device: '/dev/sda1' },
    unit: 'bytes',
    origin,
    step: STEP,
    horizon: HORIZON * STEP,
    times: ahead.map((step) => origin + step * STEP),
    mean,
    intervals: [interval(0.5, 0.67), interval(0.8, 1.28), interval(0.95, 1.96)],
    components: [
      { kind: 'level', name: 'Level', values: ahead.map(() => 78 * GIB) },
      { kind: 'trend', name: 'Trend', values: ahead.map((step) => 0.16 * step * GIB) },
      { kind: 'season', name: 'Day', values: ahead.map((step) => 1.8 * GIB * Math.sin((2 * Math.PI * step) / 24)) },
      { kind: 'holiday', name: 'Holidays', values: ahead.map(() => 0) },
    ],
    members: [
      { forecaster: 'ridge', name: 'Ridge', weight: 0.55, mase: 0.61 },
      { forecaster: 'mstl', name: 'MSTL', weight: 0.33, mase: 0.78 },
      { forecaster: 'seasonal-naive', name: 'Seasonal naive, day', weight: 0.12, mase: 1.04 },
    ],
    forecaster: 'auto',
    periods: [24 * HOUR],
    trained: { from: origin - 28 * 24 * HOUR, to: origin, points: 672 },
    accuracy: {
      origins: 12,
      mase: 0.63,
      naiveMase: 1.02,
      isWorseThanNaive: false,
      mae: 0.9 * GIB,
      coverage: [
        { level: 0.5, share: 0.52 },
        { level: 0.8, share: 0.79 },
        { level: 0.95, share: 0.948 },
      ],
      byLead: [1, 6, 12, 24, 36, 48, 60, 72, 84, 96].map((lead) => ({
        lead: lead * HOUR,
        mae: (0.25 + 0.05 * Math.sqrt(lead)) * GIB,
        naiveMae: (0.4 + 0.11 * Math.sqrt(lead)) * GIB,
        coverage: 0.95 + 0.02 * noise(lead),
      })),
    },
    hits: hitsOf(90 * GIB),
    history: {
      times: back.map((hour) => origin + hour * STEP),
      values: back.map((hour) => (hour > -120 && hour < -116 ? null : (level(hour) + 0.5 * noise(hour)) * GIB)),
    },
    fitted: {
      times: back.map((hour) => origin + hour * STEP),
      values: back.map((hour) => level(hour) * GIB),
    },
    earlier: [1, 2].map((age) => ({
      origin: origin - age * 48 * STEP,
      step: STEP,
      times: ahead.map((step) => origin + (step - age * 48) * STEP),
      mean: ahead.map((step) => (level(step - age * 48) - 0.02 * age * step) * GIB),
    })),
    notes: ['Three missing values were filled in before the fit.'],
    ...part,
  };
}

/** The same disk on another machine, far from its limit. */
export function calmRecord(): ForecastRecord {
  return forecastRecord({
    labels: { __name__: 'node_filesystem_used_bytes', instance: 'db-2', device: '/dev/sda1' },
    hits: hitsOf(400 * GIB),
    notes: [],
  });
}

export function prediction(kind: PredictionKind, part: Partial<PredictionRecord> = {}): PredictionRecord {
  const { labels, origin, horizon } = forecastRecord();
  const common = { kind, labels, origin, horizon, level: 95, model: 'auto' };
  const said: Record<PredictionKind, Partial<PredictionRecord>> = {
    performance_forecast: { value: 93.4 * GIB, lower: 82 * GIB, upper: 104 * GIB, unit: 'bytes' },
    resource_usage: { value: 93.4 * GIB, lower: 82 * GIB, upper: 104 * GIB, unit: 'bytes' },
    error_probability: { value: 0.82, lower: 0.71, upper: 0.9, unit: 'percentunit' },
    capacity_planning: { value: 63 * 3600, lower: 31 * 3600, upper: null, unit: 's' },
    performance_trend: { value: 27 * GIB, lower: 22 * GIB, upper: 31 * GIB, unit: 'bytes' },
    anomaly_risk: { value: null, lower: null, upper: null, unit: 'percentunit' },
  };
  return {
    ...common,
    value: null,
    lower: null,
    upper: null,
    unit: 'short',
    summary: 'What is expected of this disk, in a sentence as the engine says it.',
    ...said[kind],
    ...(kind === 'performance_trend' ? { trend: { perWeek: 27 * GIB, pValue: 0.0002, isSignificant: true } } : {}),
    ...(kind === 'anomaly_risk' ? { why: 'The series has too little history for a detector.' } : {}),
    ...part,
  };
}

/** Rows of the list. */
export function watched(now = Date.now()): WatchedForecast[] {
  const row = (id: string, name: string, part: Partial<WatchedForecast>): WatchedForecast => ({
    monitor: { id, name },
    series: name,
    labels: { instance: 'db-1' },
    origin: now - 20 * 60_000,
    step: STEP,
    forecaster: 'auto',
    lower: null,
    upper: null,
    notes: [],
    horizon: 96 * HOUR,
    hits: null,
    accuracy: { mase: 0.63, naiveMase: 1.02, isWorseThanNaive: false, origins: 12 },
    mean: 93.4 * GIB,
    unit: 'bytes',
    ...part,
  });
  return [
    row('memory', 'Memory of caches', {
      labels: { instance: 'cache-7' },
      hits: hitsOf(70 * GIB),
      accuracy: { mase: 1.31, naiveMase: 1.02, isWorseThanNaive: true, origins: 12 },
    }),
    row('disk', 'Disks', { labels: { instance: 'db-1', device: '/dev/sda1' }, hits: hitsOf(90 * GIB) }),
    row('latency', 'Checkout latency', {
      labels: { service: 'checkout' },
      unit: 's',
      mean: 0.31,
      hits: { ...hitsOf(112 * GIB), limit: 0.5 },
      accuracy: { mase: null, naiveMase: null, isWorseThanNaive: false, origins: 0 },
    }),
    row('disk', 'Disks', { labels: { instance: 'db-2', device: '/dev/sda1' }, hits: hitsOf(400 * GIB) }),
    row('queue', 'Queue length', { unit: 'short', mean: 420, labels: {} }),
  ];
}

/** The routes of an engine that forecasts these disks; the limit of a question counts. */
export function forecastRoutes(more: FakeRoutes = {}): FakeRoutes {
  const forecasts = (request: Request): FakeReply => {
    const { forecast } = request.postDataJSON() as ForecastQuestion;
    const { value = null, side = 'above' } = forecast?.limit ?? {};
    const hits = value === null ? {} : { hits: hitsOf(value, side) };
    return { body: { forecasts: [calmRecord(), forecastRecord(hits)], notices: [] } };
  };
  return {
    'GET caller': { body: { login: 'admin', role: 'Admin' } },
    'GET forecasts/watched': { body: { rows: watched(), more: false } },
    'GET monitors/*/forecasts': (request) => {
      const newest = forecastRecord().origin;
      const then = Number(new URL(request.url()).searchParams.get('origin') ?? newest);
      const origins = Array.from({ length: 30 }, (_, i) => newest - i * HOUR);
      return { body: { origins, forecasts: [forecastRecord({}, then), calmRecord()] } };
    },
    'POST forecasts': forecasts,
    'POST predictions/*': (request) => {
      const kind = new URL(request.url()).pathname.split('/').at(-1) as PredictionKind;
      return { body: { predictions: [prediction(kind)], notices: [] } };
    },
    ...more,
  };
}
