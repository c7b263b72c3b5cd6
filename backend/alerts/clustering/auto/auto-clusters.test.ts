import fc from 'fast-check';
import { ALERT_DEFAULTS } from '../../../../contract/alerts.ts';
import type { Alert } from '../../alert.ts';
import type { ClusterContext } from '../clusterer.ts';
import type { OnlineClusters } from '../online-clusters.ts';
import { exampleAlert } from '../example-alerts.ts';
import { AutoClusters, openOnlineClusters } from './auto-clusters.ts';
import { settle } from './improve.ts';
import { Partition } from './partition.ts';

const MINUTE = 60_000;
const calls = new Map([
  ['frontend', new Set(['checkout', 'ads'])],
  ['checkout', new Set(['payment'])],
  ['payment', new Set<string>()],
  ['ads', new Set<string>()],
]);
const context: ClusterContext = { options: ALERT_DEFAULTS, graph: { calls }, apart: [] };

const alert = (number: number, name: string, service: string, minute: number, labels: Alert['labels'] = {}): Alert =>
  exampleAlert(number, {
    name,
    service,
    labels,
    annotations: { summary: `${name} of ${service}` },
    start: minute * MINUTE,
  });

/** Payment fails, then those who call it; ads fill a disk at the same time. */
const fault = [
  alert(1, 'PodCrashLooping', 'payment', 0),
  alert(2, 'HighErrorRate', 'payment', 1),
  alert(3, 'UpstreamErrors', 'checkout', 2, { destination_service: 'payment' }),
  alert(4, 'HighErrorRate', 'frontend', 3),
];
const other = [alert(5, 'DiskFull', 'ads', 1), alert(6, 'DiskIOSaturation', 'ads', 2)];
const both = [...fault, ...other].toSorted((a, b) => a.start - b.start);

function clustered(alerts: readonly Alert[]): AutoClusters {
  const clusters = new AutoClusters(context, []);
  alerts.forEach((one) => clusters.add(one));
  return clusters;
}

/** Ids of the alerts of each open cluster, in order. */
const idsOf = (clusters: OnlineClusters): string[][] =>
  clusters.open().map(({ alerts }) => alerts.map(({ id }) => id).toSorted());
const ids = (alerts: readonly Alert[]): string[] => alerts.map(({ id }) => id).toSorted();

describe('online clusters of auto', () => {
  it('tells two faults apart that come at the same time, and says why', () => {
    const clusters = clustered(both);
    expect(idsOf(clusters)).toEqual([ids(fault), ids(other)]);
    const [{ memberships }] = clusters.open();
    const reasons = memberships.flatMap((membership) => membership.reasons);
    expect(reasons.map(({ text }) => text)).toContain('It fires at "payment", where the fault most likely is.');
    expect(reasons.map(({ text }) => text)).toContain(
      'It tells of calls to "payment", where the fault most likely is.'
    );
    for (const { reasons: own } of memberships) {
      expect(own.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('tells of what became of each alert: its changes, one after the other, give the clusters', () => {
    const clusters = new AutoClusters(context, []);
    const told = new Map<string, string>();
    for (const one of both) {
      for (const { cluster, alerts } of clusters.add(one)) {
        alerts.forEach((id) => told.set(id, cluster));
      }
    }
    for (const { id, alerts } of clusters.open()) {
      expect(alerts.map((one) => told.get(one.id))).toEqual(alerts.map(() => id));
    }
  });

  it('takes an alert that fires again, or for another pod, as it took the first, and the same one once', () => {
    const clusters = clustered(both);
    const again = { ...fault[0], id: 'again', start: 4 * MINUTE };
    expect(clusters.add(again)).toMatchObject([{ kind: 'joined', cluster: fault[0].id, alerts: ['again'] }]);
    const pod = alert(7, 'PodCrashLooping', 'payment', 1, { pod: 'payment-7f9c-x2' });
    expect(clusters.add(pod)).toMatchObject([{ kind: 'joined', cluster: fault[0].id }]);
    expect(clusters.add(pod)).toEqual([]);
  });

  it('finds the service of an alert that names none by its pod and by its text', () => {
    const clusters = clustered(both);
    const pod = alert(8, 'PodNotReady', '', 2, { pod: 'payment-5d4f-abcde' });
    const text = exampleAlert(9, {
      name: 'QueueGrowing',
      annotations: { summary: 'queue of ads grows' },
      start: 2 * MINUTE,
    });
    expect(clusters.add(pod)[0]).toMatchObject({ kind: 'joined', cluster: fault[0].id });
    expect(clusters.add(text)[0]).toMatchObject({ kind: 'joined', cluster: other[0].id });
  });

  it('closes what is past the window, and forgets it', () => {
    const clusters = clustered(both);
    expect(clusters.advance(30 * MINUTE).filter(({ kind }) => kind === 'closed')).toEqual([]);
    expect(clusters.advance(70 * MINUTE).map(({ kind }) => kind)).toEqual(['closed', 'closed']);
    expect(clusters.open()).toEqual([]);
    expect(clusters.add({ ...fault[0], id: 'late', start: 70 * MINUTE })[0].kind).toBe('opened');
  });

  it('does what people say, and does not undo it', () => {
    const clusters = clustered(both);
    const [one, two] = clusters.open().map(({ id }) => id);
    expect(clusters.join([two, one], 5 * MINUTE)).toMatchObject([{ kind: 'merged', cluster: one, others: [two] }]);
    clusters.advance(6 * MINUTE);
    expect(idsOf(clusters)).toEqual([ids(both)]);
    // Nor does another process that goes on from what was kept.
    const again = openOnlineClusters(context, clusters.open());
    again.add(alert(11, 'ReplicasMissing', 'payment', 6));
    again.advance(6 * MINUTE);
    expect(idsOf(again)[0]).toEqual(ids(both));
    const [parted] = clusters.part(one, ids(other), 7 * MINUTE);
    expect(parted).toMatchObject({ kind: 'split', others: [one], alerts: expect.arrayContaining(ids(other)) });
    clusters.advance(8 * MINUTE);
    expect(idsOf(clusters)).toEqual([ids(fault), ids(other)]);
    expect(clusters.part(one, ids(fault), 9 * MINUTE)).toEqual([]);
    expect(clusters.part('none', ids(fault), 9 * MINUTE)).toEqual([]);
  });

  it('goes on from what was kept, under the same ids', () => {
    const kept = clustered(both).open();
    const clusters = openOnlineClusters(context, kept);
    expect(clusters.open().map(({ id, alerts }) => [id, alerts.map((one) => one.id)])).toEqual(
      kept.map(({ id, alerts }) => [id, alerts.map((one) => one.id)])
    );
    expect(clusters.add(alert(10, 'ReplicasMissing', 'payment', 4))[0]).toMatchObject({
      kind: 'joined',
      cluster: kept[0].id,
    });
  });

  it('takes a new graph without losing an alert', () => {
    const clusters = clustered(both);
    clusters.setContext({ ...context, graph: { calls: new Map([...calls, ['search', new Set(['ads'])]]) } });
    expect(idsOf(clusters).flat().toSorted()).toEqual(ids(both));
    clusters.setContext({ ...context, apart: [[fault[0].fingerprint, fault[2].fingerprint]] });
    expect(clusters.get(fault[0].id)?.alerts.length).toBeGreaterThan(0);
  });

  it.each([true, false])('put a cascade of symptoms together, the graph known from the start: %s', (known) => {
    const payments = new Map([
      ['frontend', new Set(['catalogue', 'search', 'cart', 'checkout'])],
      ['search', new Set(['catalogue'])],
      ['checkout', new Set(['cart', 'payments', 'orders-db'])],
    ]);
    const withGraph = { ...context, graph: { calls: payments } };
    const clusters = new AutoClusters(known ? withGraph : { ...context, graph: { calls: new Map() } }, []);
    const cascade = [
      alert(1, 'PaymentsErrors', 'payments', 0),
      alert(2, 'CheckoutLatencyHigh', 'checkout', 2),
      alert(3, 'FrontendErrorRate', 'frontend', 4),
    ];
    cascade.forEach((one) => clusters.add(one));
    clusters.advance(5 * MINUTE);
    clusters.setContext(withGraph);
    clusters.advance(6 * MINUTE);
    expect(idsOf(clusters)).toEqual([ids(cascade)]);
    expect(clusters.advance(7 * MINUTE)).toEqual([]);
  });

  it('tells each member of the same fault', () => {
    const slow = ['payment', 'checkout', 'frontend'].map((service, i) => alert(i, `Slow: ${service}`, service, 0));
    const [{ memberships }, ...others] = clustered(slow).open();
    expect(others).toEqual([]);
    const graph = memberships.flatMap(({ reasons }) => reasons.filter(({ kind }) => kind === 'graph'));
    expect(graph.map(({ text }) => text).toSorted()).toEqual([
      '"checkout" calls "payment", where the fault most likely is.',
      '"frontend" calls "payment", where the fault most likely is, over 2 calls.',
      'It fires at "payment", where the fault most likely is.',
    ]);
  });

  it('come to rest: what is as likely in two places does not go to and fro', () => {
    const anAlert = fc.record({
      name: fc.constantFrom('HighErrorRate', 'Slow', 'QueueLong', 'UpstreamErrors'),
      service: fc.constantFrom('', 'frontend', 'checkout', 'payment', 'ads'),
      labels: fc.record({
        destination_service: fc.constantFrom('', 'payment', 'checkout'),
        queue: fc.constantFrom('', 'a', 'b'),
        zone: fc.constantFrom('', 'u', 'v'),
      }),
      minute: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(fc.array(anAlert, { minLength: 2, maxLength: 8 }), (drawn) => {
        const partition = new Partition(context);
        for (const [i, { name, service, labels, minute }] of drawn.toSorted((a, b) => a.minute - b.minute).entries()) {
          const one = alert(i, name, service, minute, labels);
          partition.begin(one, partition.profileOf(one), partition.newGroup(one));
        }
        for (let round = 0; round < 4; round++) {
          settle(partition, () => undefined);
        }
        const moved: string[] = [];
        settle(partition, ({ kind }) => moved.push(kind));
        expect(moved).toEqual([]);
      }),
      { numRuns: 300, seed: 1 }
    );
  });
});
