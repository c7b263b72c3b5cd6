import { median } from '../../features/order-statistics.ts';
import type { SeriesGroup } from '../detector.ts';
import { differencesOf, offScale, windowMedians } from './differences.ts';
import type { PeerGroup, PeersParameters } from './model.ts';
import { reachabilities } from './reachability.ts';

/** What is told of one series at every instant; NaN where there are too few peers or no value. */
export interface Measured {
  /** Unusualness, 0 or more. */
  readonly raw: Float64Array;
  /** What its peers have, moved by its usual difference; and the band around it. In the unit of the series. */
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The median of the other peers, in the unit of the series. */
  readonly peers: Float64Array;
  /** Difference from what is expected in its usual spreads; and the median of that over the window. */
  readonly sigmas: Float64Array;
  readonly lasting: Float64Array;
  /** Half of the peers differ from each other by more than this many usual spreads: 1 on a usual day. */
  readonly unrest: Float64Array;
}

/** For normal data the median absolute deviation is 0.6745 standard deviations. */
const NORMAL = 1.4826;

/** Measures all series of a group; those that are no column of the model stay NaN. */
export function measure(parameters: PeersParameters, group: SeriesGroup): Measured[] {
  const points = group.series[0].times.length;
  const blank = () => new Float64Array(points).fill(Number.NaN);
  const measured = group.series.map((): Measured => ({
    raw: blank(),
    expected: blank(),
    lower: blank(),
    upper: blank(),
    peers: blank(),
    sigmas: blank(),
    lasting: blank(),
    unrest: blank(),
  }));
  parameters.groups.forEach((peers) => measureGroup(parameters, peers, group, measured));
  return measured;
}

function measureGroup(
  { method, window, bandWidth }: PeersParameters,
  { peers, relative, minPeers }: PeerGroup,
  { series }: SeriesGroup,
  measured: readonly Measured[]
): void {
  const members = peers.map((peer) => peer.series);
  const { medians, differences } = differencesOf(series, members, relative);
  const sigmas = peers.map(({ offset, sigma }, m) => differences[m].map((difference) => (difference - offset) / sigma));
  const points = sigmas[0]?.length ?? 0;
  const unrest = new Float64Array(points);
  const now = new Float64Array(peers.length);
  const distances = peers.map(() => new Float64Array(points));
  for (let i = 0; i < points; i++) {
    for (let m = 0; m < peers.length; m++) {
      now[m] = sigmas[m][i];
    }
    unrest[i] = Math.max(1, NORMAL * median(now.map(Math.abs)) || 1);
    const reached = method === 'dbscan' ? reachabilities(now, minPeers) : now.map((one) => Math.abs(one) / unrest[i]);
    reached.forEach((distance, m) => (distances[m][i] = distance));
  }
  peers.forEach(({ series: index, offset, sigma, windowSigma }, m) => {
    const into = measured[index];
    const lasting = windowMedians(sigmas[m], window);
    for (let i = 0; i < points; i++) {
      const usual = medians[m][i] + offset;
      const reach = bandWidth * sigma * unrest[i];
      into.expected[i] = offScale(usual, relative);
      into.lower[i] = offScale(usual - reach, relative);
      into.upper[i] = offScale(usual + reach, relative);
      into.peers[i] = offScale(medians[m][i], relative);
      into.sigmas[i] = sigmas[m][i];
      into.lasting[i] = lasting[i];
      into.unrest[i] = unrest[i];
      const long = Math.abs(lasting[i]) / windowSigma / unrest[i];
      into.raw[i] = method === 'mad' && long > distances[m][i] ? long : distances[m][i];
    }
  });
}
