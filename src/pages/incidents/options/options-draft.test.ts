import { expect, test } from '@jest/globals';
import { ALERT_DEFAULTS } from '../../../../contract/alerts.ts';
import { draftOf, readOptions } from './options-draft.ts';

test('what is not touched is not sent', () => {
  expect(readOptions(draftOf(ALERT_DEFAULTS), ALERT_DEFAULTS)).toEqual({ change: {}, misfits: {} });
});

test('changes of every kind are read', () => {
  const draft = draftOf(ALERT_DEFAULTS);
  const { change } = readOptions(
    {
      ...draft,
      enableMlBased: false,
      texts: {
        ...draft.texts,
        clusteringAlgorithm: 'dbscan',
        escalationTimeMinutes: '15',
        serviceTiers: 'checkout: 1',
        serviceGraph: 'checkout -> payment',
        serviceLabels: 'svc',
      },
      factors: { ...draft.factors, tier: '0.5' },
    },
    ALERT_DEFAULTS
  );
  expect(change).toEqual({
    clusteringAlgorithm: 'dbscan',
    escalationTimeMinutes: 15,
    serviceTiers: { checkout: 1 },
    serviceGraph: [['checkout', 'payment']],
    serviceLabels: ['svc'],
    enableMlBased: false,
    priorityFactors: { ...ALERT_DEFAULTS.priorityFactors, tier: 0.5 },
  });
});

test('what is wrong is said by field, and nothing is sent', () => {
  const draft = draftOf(ALERT_DEFAULTS);
  const read = readOptions(
    { ...draft, texts: { ...draft.texts, clusteringEps: '7' }, factors: { ...draft.factors, size: 'much' } },
    ALERT_DEFAULTS
  );
  expect(read.change).toBeNull();
  expect(Object.keys(read.misfits)).toEqual(['clusteringEps', 'factor.size']);
});
