import type { Alert } from '../../backend/alerts/alert.ts';
import { exampleAlert } from '../../backend/alerts/clustering/example-alerts.ts';
import { seededRandom } from '../../backend/features/random.ts';

const NAMES = [
  'HighLatency',
  'HighErrorRate',
  'PodCrashLooping',
  'MemoryNearLimit',
  'QueueGrowing',
  'SlowQueries',
  'TargetDown',
  'CPUThrottling',
];
const SERVICES = [
  'frontend',
  'cart',
  'checkout',
  'payment',
  'currency',
  'shipping',
  'email',
  'ads',
  'catalogue',
  'search',
];
const MINUTE = 60_000;

/**
 * Alerts for measuring, ascending by start: `faults` services fail, one every 25 minutes, and each fires alerts of several kinds from several pods for eight
 * minutes. What they are called and say is as alerts of Kubernetes and of a service mesh do.
 */
export function exampleStorm(count: number, faults: number, seed: number): Alert[] {
  const random = seededRandom(seed);
  const alerts = Array.from({ length: count }, (_, i) => {
    const fault = i % faults;
    const service = SERVICES[fault % SERVICES.length];
    const name = NAMES[Math.floor(random() * NAMES.length)];
    const pod = `${service}-${Math.floor(random() * 12).toString(36)}x${fault}`;
    return exampleAlert(i, {
      name,
      service,
      labels: {
        namespace: fault % 3 === 0 ? 'shop' : 'platform',
        cluster: 'eu-1',
        pod,
        instance: `10.0.${fault}.${Math.floor(random() * 40)}:9090`,
        job: `${service}-metrics`,
        team: `team-${fault % 4}`,
      },
      annotations: {
        summary: `${name} of ${service} in ${pod}`,
        description: `The service ${service} has had ${name} for more than 5 minutes; value ${random().toFixed(3)}.`,
      },
      start: fault * 25 * MINUTE + Math.floor(random() * 8 * MINUTE),
    });
  });
  return alerts.sort((a, b) => a.start - b.start);
}
