import { median } from '../../features/order-statistics.ts';
import { fitRobustScale } from '../../features/robust-scale.ts';
import { formatLabels } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { episodeCalibration } from '../episode-tail.ts';
import { partOfGroup } from '../group-part.ts';
import { trainedOf } from '../trained.ts';
import { CORRECTION } from './calibrated.ts';
import { differencesOf, isRelative, windowMedians } from './differences.ts';
import { measure } from './measure.ts';
import { LEAST_OTHERS } from './others-median.ts';
import type { PeersSettings } from './settings.ts';

/** One series beside its peers: `offset` from the median of the others and the robust deviation of what is left, both on the group's scale. */
export type Peer = {
  readonly series: number;
  readonly name: string;
  readonly offset: number;
  readonly sigma: number;
  /** Robust deviation of the window's median of differences in sigmas. */
  readonly windowSigma: number;
};

/** Peers that are compared with each other; `relative`: on a logarithmic scale. */
export type PeerGroup = { readonly relative: boolean; readonly peers: readonly Peer[]; readonly minPeers: number };

/** What a fitted `peers` knows; plain data. Without a calibration nothing is scored. */
export type PeersParameters = {
  readonly groups: readonly PeerGroup[];
  readonly calibration: { readonly raw: readonly number[]; readonly scores: readonly number[] } | null;
  readonly method: PeersSettings['method'];
  readonly window: number;
  readonly bandWidth: number;
};

/** A peer steadier than the others by more than this counts as this steady: its few differences are not worth more than everyone's. */
const STEADIEST = 0.25;
export function parametersOf(model: FittedModel): PeersParameters {
  return model.parameters as unknown as PeersParameters;
}

export function fitPeers(group: SeriesGroup, settings: PeersSettings): FittedModel {
  const raws = unseenRaws(group, settings);
  const parameters: PeersParameters = {
    ...scalesOf(group, settings),
    calibration: raws.length >= settings.minTrainingSamples ? episodeCalibration(raws, CORRECTION) : null,
  };
  return { detector: 'peers', trained: trainedOf(group), parameters: parameters as Plain, state: null };
}

function scalesOf(group: SeriesGroup, settings: PeersSettings): PeersParameters {
  const groups = membersOf(group.series, settings.groupBy).map((members) => fitGroup(group, members, settings));
  return { groups, method: settings.method, window: settings.window, bandWidth: settings.bandWidth, calibration: null };
}

/**
 * The highest raw unusualness of each instant of either half of the training window, by offsets and spreads of the other half, in order of time: what has
 * drifted apart within it will go on to, and points that shaped the offsets lie nearer to them than new ones. Instants at which nothing can be told
 * are left out.
 */
function unseenRaws(group: SeriesGroup, settings: PeersSettings): Float64Array {
  const points = group.series[0].times.length;
  const middle = points >> 1;
  const halves = [partOfGroup(group, 0, middle), partOfGroup(group, middle, points)];
  const highest = halves.flatMap((half, i) => {
    const raws = measure(scalesOf(halves[1 - i], settings), half).map(({ raw }) => raw);
    return Array.from(half.series[0].times, (_, at) =>
      raws.reduce((most, raw) => (raw[at] > most || Number.isNaN(most) ? raw[at] : most), Number.NaN)
    );
  });
  return Float64Array.from(highest).filter((raw) => !Number.isNaN(raw));
}

/** Indices of the series that are peers of each other. */
function membersOf(series: readonly Series[], groupBy: string): number[][] {
  const labels = groupBy.split(',').map((name) => name.trim());
  const groups = new Map<string, number[]>();
  series.forEach((one, i) => {
    const key = JSON.stringify(labels.map((label) => one.labels[label] ?? ''));
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  return [...groups.values()];
}

function fitGroup({ series }: SeriesGroup, members: readonly number[], settings: PeersSettings): PeerGroup {
  const relative = isRelative(series, members, settings.scale);
  const { differences } = differencesOf(series, members, relative);
  const plain = members.map((index, m) => {
    const offset = settings.offsets === 'learned' ? median(differences[m]) || 0 : 0;
    const left = differences[m].map((difference) => difference - offset);
    return { index, offset, left, sigma: spreadOf(left, series[index], relative) };
  });
  const least = STEADIEST * (median(plain.map(({ sigma }) => sigma)) || 0);
  const peers = plain.map(({ index, offset, sigma }): Peer => {
    const steady = Math.max(sigma, least);
    return { series: index, name: formatLabels(series[index].labels), offset, sigma: steady, windowSigma: 1 };
  });
  const minPeers = Math.max(LEAST_OTHERS, Math.min(settings.minPeers, members.length >> 1));
  return { relative, peers: withWindows(peers, plain, settings.window), minPeers };
}

function withWindows(
  peers: readonly Peer[],
  plain: readonly { readonly left: Float64Array }[],
  window: number
): Peer[] {
  return peers.map((peer, m) => {
    const medians = windowMedians(
      plain[m].left.map((left) => left / peer.sigma),
      window
    );
    return { ...peer, windowSigma: Math.min(1, Math.max(1 / Math.sqrt(window), fitRobustScale(medians).scale)) };
  });
}

/** The robust deviation of what is left; where there is none, a thousandth of the value: any difference a person would call one is large. */
function spreadOf(left: Float64Array, { values }: Series, relative: boolean): number {
  const { center, scale } = fitRobustScale(left);
  const isConstant = left.every((value) => Number.isNaN(value) || value === center);
  return !isConstant ? scale : relative ? 1e-3 : Math.abs(median(values)) * 1e-3 || 1e-6;
}
