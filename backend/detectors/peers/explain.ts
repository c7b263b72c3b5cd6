import type { ExplanationFact } from '../../../contract/detection.ts';
import type { Detector } from '../detector.ts';
import { namedContributions, pointFacts, rounded } from '../explanation.ts';
import { parametersOf } from './model.ts';

/** Why a series differs from its peers: what they have, how far it is from that, and for how long. */
export const explainPoint: Detector['explain'] = (model, window, scores, seriesIndex, index) => {
  const parameters = parametersOf(model);
  const group = parameters.groups.find(({ peers }) => peers.some(({ series }) => series === seriesIndex));
  const scored = scores.series[seriesIndex];
  const value = window.series[seriesIndex].values[index];
  const expected = scored.expected[index];
  const { peers, sigmas, lasting } = scored.evidence;
  const others = (group?.peers ?? []).filter(
    ({ series }) => series !== seriesIndex && Number.isFinite(window.series[series].values[index])
  ).length;
  const difference = sigmas[index];
  const sigma = difference === 0 ? 0 : (value - expected) / difference;
  const long = Number.isFinite(lasting[index]) ? lasting[index] : 0;
  const facts: ExplanationFact[] = [
    ...pointFacts({ value, expected, sigma: Number.isFinite(sigma) ? Math.abs(sigma) : 0, slot: null }).filter(
      ({ key }) => key !== 'deviationSigmas'
    ),
    { key: 'deviationSigmas', label: 'Difference in spreads', value: difference },
    { key: 'peers', label: 'Peers with a value', value: others },
    { key: 'peersMedian', label: 'Median of the peers', value: peers[index] },
    { key: 'lasting', label: `Median difference of the last ${parameters.window} points, in spreads`, value: long },
    { key: 'unrest', label: 'Unrest among the peers (1 is usual)', value: scored.evidence.unrest[index] },
    { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
  ];
  const contributions = namedContributions(
    [
      { name: 'difference from the peers now', value, expected, sigmas: difference },
      { name: `difference over the last ${parameters.window} points`, value, expected, sigmas: long },
    ],
    [difference * difference, long * long]
  );
  const side = difference >= 0 ? 'above' : 'below';
  const usual = rounded(Math.abs(expected - peers[index]));
  const offset =
    Math.abs(expected - peers[index]) > Math.abs(sigma)
      ? `; it usually lies ${usual} ${expected > peers[index] ? 'above' : 'below'} them`
      : '';
  const summary = `${rounded(value)} is ${rounded(Math.abs(difference))} spreads ${side} the ${rounded(expected)} that its ${others} peers let expect (their median is ${rounded(peers[index])}${offset}).`;
  return { summary, facts, contributions };
};
