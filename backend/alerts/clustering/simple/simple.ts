import type { Clusterer } from '../clusterer.ts';
import { membersOf } from '../labels.ts';
import { ApartPairs, separate } from '../separate.ts';
import { ruleOf } from './rules.ts';

const MINUTE = 60_000;

/** Alerts of one service, or of one name and place, as long as they follow each other within the correlation window. */
export const simple: Clusterer = {
  id: 'simple',
  summary:
    'Rules: alerts of one service, or of one name and place where they name none, that follow each other closely.',
  cluster(alerts, { options, apart }) {
    const window = options.correlationWindowMinutes * MINUTE;
    const open = new Map<string, { label: number; last: number }>();
    const rules = alerts.map(ruleOf);
    let next = 0;
    const labels = Int32Array.from(alerts, ({ start }, i) => {
      const { key } = rules[i];
      const known = open.get(key);
      const label = known && start - known.last <= window ? known.label : next++;
      open.set(key, { label, last: start });
      return label;
    });
    const lag = (a: number, b: number) => Math.abs(alerts[a].start - alerts[b].start);
    const parted = separate(labels, alerts, new ApartPairs(apart), lag);
    const memberships = alerts.map(({ id }, i) => ({
      alert: id,
      reasons: [{ kind: 'rule' as const, weight: 1, text: rules[i].text }],
    }));
    return Promise.resolve({
      labels: parted,
      memberships,
      confidence: new Float64Array(membersOf(parted).length).fill(1),
    });
  },
};
