import { smoothNoise } from './random.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Sunday to Saturday: people buy more towards the weekend. */
const WEEKDAYS = [1.12, 0.96, 0.94, 0.97, 1.0, 1.08, 1.2];

/** A bell around `peak` o'clock, `width` hours wide, that goes on past midnight. */
function bell(hour: number, peak: number, width: number): number {
  const away = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak));
  return Math.exp(-0.5 * (away / width) ** 2);
}

function weekday(time: number): number {
  // The epoch was a Thursday. Between noon and noon one day's factor passes into the next one's.
  const day = time / DAY + 4;
  const position = day - 0.5;
  const left = Math.floor(position);
  const share = position - left;
  const smooth = share * share * (3 - 2 * share);
  return WEEKDAYS[left % 7] * (1 - smooth) + WEEKDAYS[(left + 1) % 7] * smooth;
}

/**
 * How many people shop at `time` (ms), about 0.2 at night and 1 on an average evening: two humps a day (noon and evening, UTC), a
 * factor for the day of the week, and noise of a day, half an hour and a few minutes.
 */
export function demandAt(seed: number, time: number): number {
  const hour = (time % DAY) / HOUR;
  const daily = 0.2 + 0.42 * bell(hour, 12.5, 2.6) + 0.8 * bell(hour, 19.75, 2.9);
  const noise =
    0.03 * smoothNoise(seed, 101, time, DAY) +
    0.03 * smoothNoise(seed, 102, time, 35 * MINUTE) +
    0.02 * smoothNoise(seed, 103, time, 4 * MINUTE);
  return daily * weekday(time) * Math.exp(noise);
}
