import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import { seededRandom } from '../../features/random.ts';
import type { Alert } from '../alert.ts';
import type { ClusterContext } from './clusterer.ts';
import { exampleAlert } from './example-alerts.ts';
import { CLUSTERERS } from './index.ts';
import { membersOf } from './labels.ts';

const MINUTE = 60_000;
const context: ClusterContext = { options: ALERT_DEFAULTS, graph: { calls: new Map() }, apart: [] };

/** Two services fail, ten minutes apart, with alerts of several kinds each; and one of the day before. */
function twoFaults(): Alert[] {
  const random = seededRandom(5);
  const ofService = (service: string, place: string, words: string, at: number, first: number): Alert[] =>
    ['HighLatency', 'HighErrorRate', 'PodRestarting', 'QueueGrowing'].map((name, i) =>
      exampleAlert(first + i, {
        name: `${service}${name}`,
        service,
        labels: { namespace: place, team: `team-${place}` },
        annotations: { summary: `${words} of ${service}` },
        start: at + i * MINUTE * random(),
      })
    );
  return [
    exampleAlert(99, { name: 'CertificateExpires', labels: { host: 'gateway' }, start: -1440 * MINUTE }),
    ...ofService('cart', 'shop', 'redis connections refused', 0, 0),
    ...ofService('billing', 'money', 'ledger disk is full', 20 * MINUTE, 10),
  ];
}

describe.each(CLUSTERERS)('$id', (clusterer) => {
  const alerts = twoFaults();

  it('gives every alert a cluster, a membership and each cluster a confidence', async () => {
    const { labels, memberships, confidence } = await clusterer.cluster(alerts, context);
    expect(labels).toHaveLength(alerts.length);
    expect(memberships.map(({ alert }) => alert)).toEqual(alerts.map(({ id }) => id));
    expect([...new Set(labels)].sort((a, b) => a - b)).toEqual([...confidence.keys()]);
    for (const value of confidence) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
    membersOf(labels).forEach((members) => {
      for (const i of members) {
        const weights = memberships[i].reasons.map(({ weight }) => weight);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(members.length === 1 || weights.length > 0).toBe(true);
      }
    });
  });

  it('tells the faults apart, the same each time', async () => {
    const { labels } = await clusterer.cluster(alerts, context);
    expect([...labels]).toEqual([0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect((await clusterer.cluster(alerts, context)).labels).toEqual(labels);
  });

  it('never puts together what people took apart', async () => {
    const { labels } = await clusterer.cluster(alerts, { ...context, apart: [['f1', 'f3']] });
    expect(labels[2]).not.toBe(labels[4]);
    expect(labels[1] === labels[2] || labels[1] === labels[4]).toBe(true);
  });

  it('takes no alert, one alert, and the same alert many times', async () => {
    expect((await clusterer.cluster([], context)).labels).toHaveLength(0);
    expect([...(await clusterer.cluster([alerts[0]], context)).labels]).toEqual([0]);
    const same = Array.from({ length: 40 }, () => exampleAlert(1, { service: 'cart', start: 5 }));
    expect([...(await clusterer.cluster(same, context)).labels]).toEqual(same.map(() => 0));
  });

  it('takes hostile alerts', async () => {
    const text = `<script>${'\u0000\u202e'.repeat(100_000)}`;
    const hostile = ['__proto__', 'constructor', ''].map((name, i) =>
      exampleAlert(i, { name, labels: { [name]: text, service: text }, annotations: { [name]: text }, start: i })
    );
    const { labels } = await clusterer.cluster(hostile, context);
    expect(labels).toHaveLength(3);
  });
});
