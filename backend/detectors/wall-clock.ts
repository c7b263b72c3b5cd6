import type { Explanation } from '../../contract/detection.ts';
import { clockTimes } from '../series/wall-clock.ts';
import type { Detector, SeriesGroup } from './detector.ts';

/**
 * A detector whose days and weeks follow the clocks of its series, where they have any: one that streams reads them itself, since it tells late points by
 * time; for models of windows, which count points, the clocks stand in the place of the times. Explanations name the clocks' zone.
 */
export function byWallClock(detector: Detector): Detector {
  const onto = detector.streams ? (group: SeriesGroup): SeriesGroup => group : onClock;
  const { scoreRange } = detector;
  return {
    ...detector,
    fit: (groups, settings, seed, kin) => detector.fit(groups.map(onto), settings, seed, kin),
    score: (models, states, windows, isHandedOver) => detector.score(models, states, windows.map(onto), isHandedOver),
    ...(scoreRange && {
      scoreRange: (windows: readonly SeriesGroup[], settings: unknown, seed: number) =>
        scoreRange.call(detector, windows.map(onto), settings, seed),
    }),
    explain(model, window, scores, seriesIndex, index) {
      const zone = window.series[seriesIndex].clock?.zone;
      const explanation = detector.explain(model, onClock(window), scores, seriesIndex, index);
      return zone === undefined ? explanation : inZone(explanation, zone);
    },
  };
}

/** The group with its clocks in the place of its times. */
function onClock(group: SeriesGroup): SeriesGroup {
  return group.series.some(({ clock }) => clock)
    ? { ...group, series: group.series.map((one) => ({ ...one, times: clockTimes(one) })) }
    : group;
}

/** Times of day are written with `UTC` behind them; these are the zone's. */
function inZone(explanation: Explanation, zone: string): Explanation {
  const named = (text: string): string => text.replace(/(\d\d:\d\d(?::\d\d)?) UTC\b/g, `$1 ${zone}`);
  return {
    ...explanation,
    summary: named(explanation.summary),
    facts: explanation.facts.map((fact) =>
      typeof fact.value === 'string' ? { ...fact, value: named(fact.value) } : fact
    ),
  };
}
