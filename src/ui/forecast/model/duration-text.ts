import { t } from '../../translate.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** A time span (ms) as people say it, in one unit or two: `3 d 4 h`, `55 min`, `40 s`. */
export function durationText(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 10 * WEEK) {
    return t('forecast.weeks', '{{weeks}} weeks', { weeks: Math.round(size / WEEK) });
  }
  if (size >= DAY) {
    const hours = size < 10 * DAY ? Math.round(size / HOUR) : 24 * Math.round(size / DAY);
    return joined(
      t('forecast.days', '{{days}} d', { days: Math.floor(hours / 24) }),
      hours % 24 > 0 && t('forecast.hours', '{{hours}} h', { hours: hours % 24 })
    );
  }
  if (size >= HOUR) {
    const minutes = Math.round(size / MINUTE);
    return minutes >= 24 * 60
      ? t('forecast.days', '{{days}} d', { days: 1 })
      : joined(
          t('forecast.hours', '{{hours}} h', { hours: Math.floor(minutes / 60) }),
          minutes % 60 > 0 && t('forecast.minutes', '{{minutes}} min', { minutes: minutes % 60 })
        );
  }
  return size >= MINUTE
    ? t('forecast.minutes', '{{minutes}} min', { minutes: Math.round(size / MINUTE) })
    : t('forecast.seconds', '{{seconds}} s', { seconds: Math.round(size / 1_000) });
}

function joined(first: string, second: string | false): string {
  return second ? `${first} ${second}` : first;
}
