import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import type { ClusterContext } from '../clustering/clusterer.ts';
import { exampleAlert } from '../clustering/example-alerts.ts';
import { rankCauses } from './rank-causes.ts';

const MINUTE = 60_000;
const calls = new Map([
  ['frontend', new Set(['checkout'])],
  ['checkout', new Set(['payment', 'email'])],
]);
const context: ClusterContext = { options: ALERT_DEFAULTS, graph: { calls }, apart: [] };
const cluster = (alerts: Parameters<typeof exampleAlert>[1][]): Parameters<typeof rankCauses>[0] => ({
  id: 'c',
  alerts: alerts.map((given, i) => exampleAlert(i, given)),
  memberships: [],
  confidence: 1,
});

const symptoms = [
  { name: 'HighErrorRate', service: 'frontend', start: 3 * MINUTE, severity: 'critical' as const },
  { name: 'HighErrorRate', service: 'checkout', start: 2 * MINUTE },
];

describe('root-cause candidates', () => {
  it('ranks what the others need and what broke first before what only shows it', () => {
    const [first, ...others] = rankCauses(
      cluster([...symptoms, { name: 'PodCrashLooping', service: 'payment', start: 0 }]),
      context,
      []
    );
    expect(first).toMatchObject({ service: 'payment', alert: 'f2-0' });
    expect(first.probability).toBeGreaterThan(0.5);
    expect(first.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['first', 'upstream', 'share']));
    expect(first.evidence.map(({ text }) => text)).toContain(
      '2 of 2 other services of the cluster need payment: frontend, checkout.'
    );
    expect([first, ...others].reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  it('finds a service that is silent itself by what its callers say of it', () => {
    const said = symptoms.map((one) => ({ ...one, labels: { destination_service: 'email' } }));
    expect(rankCauses(cluster(said), context, [])[0].service).toBe('email');
  });

  it('takes a change shortly before as evidence, not one of yesterday or of later', () => {
    const changed = (at: number): string | undefined =>
      rankCauses(cluster(symptoms), context, [{ at, service: 'checkout', text: 'Release 7' }])
        .find(({ service }) => service === 'checkout')
        ?.evidence.find(({ kind }) => kind === 'change')?.text;
    expect(changed(-MINUTE)).toBe('3 min before the first alert: Release 7');
    expect(changed(-1500 * MINUTE)).toBeUndefined();
    expect(changed(30 * MINUTE)).toBeUndefined();
  });

  it('names no more than it may, alerts without a service among them, and works without a graph', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ name: `Rule${'abcdefghi'[i]}`, start: i * MINUTE }));
    const found = rankCauses(cluster(many), { ...context, graph: { calls: new Map() } }, []);
    expect(found).toHaveLength(ALERT_DEFAULTS.maxRootCauseCandidates);
    expect(found[0].service).toBe('Rulea');
  });
});
