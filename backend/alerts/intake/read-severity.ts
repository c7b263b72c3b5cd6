import type { AlertSeverity } from '../../../contract/alerts.ts';

/** What people and programs call severities, lower case, letters and digits alone. */
const WORDS: Readonly<Record<AlertSeverity, string>> = {
  critical: 'critical crit fatal emergency emerg panic page pager disaster blocker severe p0 p1 sev0 sev1 s1',
  error: 'error err high major urgent p2 sev2 s2',
  warning: 'warning warn medium average moderate minor p3 sev3 s3',
  info: 'info information informational notice low none debug ok trivial p4 p5 sev4 sev5 s4 s5',
};

const SEVERITIES = new Map(
  Object.entries(WORDS).flatMap(([severity, words]) =>
    words.split(' ').map((word) => [word, severity as AlertSeverity] as const)
  )
);

/** Labels that tell it, the first whose value is known counts. */
const LABELS = ['severity', 'level', 'priority', 'criticality'];

/** Where nothing tells it. */
const USUAL: AlertSeverity = 'warning';

/** The severity that a word stands for; null for one that is not known. */
export function severityOf(word: unknown): AlertSeverity | null {
  return typeof word === 'string' && word.length <= 40
    ? (SEVERITIES.get(word.toLowerCase().replace(/[^a-z0-9]/g, '')) ?? null)
    : null;
}

/** The severity that labels tell of; `warning` where they tell none. */
export function severityOfLabels(labels: Readonly<Record<string, string>>): AlertSeverity {
  for (const label of LABELS) {
    const severity = Object.hasOwn(labels, label) ? severityOf(labels[label]) : null;
    if (severity) {
      return severity;
    }
  }
  return USUAL;
}
