import { stringify } from 'yaml';
import type { Labels } from '../series/series.ts';
import type { AlertRecord, IncidentRecord } from './records.ts';

/** Label names of an alert that say how it is, not where it belongs. */
const NOT_OF_A_PLACE = new Set(['alertname', 'severity']);
/** What Prometheus allows as the name of a label. */
const LABEL_NAME = /^[a-zA-Z_]\w*$/;
/** Values that a matcher can name without doubt. */
const PLAIN_VALUE = /^\P{C}{1,200}$/u;
/** Names that a matcher lists; beyond, the labels alone say what belongs together. */
const MOST_NAMES = 50;
const RECEIVER = 'on-call';

interface InhibitRule {
  readonly source_matchers: string[];
  readonly target_matchers: string[];
  readonly equal: string[];
}

/**
 * What an incident was about as rules for Alertmanager (0.22 or later), a configuration that stands by itself: a route that notifies of such alerts together
 * (`group_by`), and, where a cause is known, an inhibition of its consequences while it fires.
 */
export function exportIncident(incident: IncidentRecord): string {
  const { members } = incident;
  const common = Object.entries(members.map(({ labels }) => labels).reduce(sharedBy, members[0]?.labels ?? {}))
    .filter(([name, value]) => isPlain(name, value) && !NOT_OF_A_PLACE.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const equal = common.map(([name]) => name);
  const matchers = [
    ...namesMatcher(members.map(({ name, labels }) => labels.alertname ?? name)),
    ...common.map(([name, value]) => matcher(name, '=', value)),
  ];
  const rule = inhibitRule(incident, equal);
  const config = {
    route: {
      receiver: RECEIVER,
      routes: [
        {
          ...(matchers.length > 0 ? { matchers } : {}),
          receiver: RECEIVER,
          group_by: equal,
          group_wait: '30s',
          group_interval: '5m',
          repeat_interval: '4h',
        },
      ],
    },
    ...(rule ? { inhibit_rules: [rule] } : {}),
    receivers: [{ name: RECEIVER }],
  };
  return `${introduction(incident)}${stringify(config, { lineWidth: 0 })}`;
}

function sharedBy(one: Labels, other: Labels): Labels {
  return Object.fromEntries(
    Object.entries(one).filter(([name, value]) => Object.hasOwn(other, name) && other[name] === value)
  );
}

function isPlain(name: string, value: string): boolean {
  return LABEL_NAME.test(name) && PLAIN_VALUE.test(value);
}

/** A matcher as Alertmanager writes it: the value in quotes, these and backslashes escaped. */
function matcher(name: string, operator: '=' | '=~', value: string): string {
  return `${name}${operator}"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** One of several values; as a regular expression, anchored by Alertmanager, where there are more than one. */
function oneOf(name: string, values: readonly string[]): string[] {
  const different = [...new Set(values)].filter((value) => isPlain(name, value)).sort();
  if (different.length === 0 || different.length > MOST_NAMES) {
    return [];
  }
  return different.length === 1
    ? [matcher(name, '=', different[0])]
    : [matcher(name, '=~', different.map((value) => value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('|'))];
}

function namesMatcher(names: readonly string[]): string[] {
  return oneOf('alertname', names);
}

/** The cause's alerts silence those of others, for the same place; null where no cause is known or nothing else would be left. */
function inhibitRule({ causes, members }: IncidentRecord, equal: readonly string[]): InhibitRule | null {
  const [cause] = causes;
  const source =
    members.find(({ id }) => id === cause?.alert) ?? members.find(({ service }) => service === cause?.service);
  if (cause === undefined || source === undefined) {
    return null;
  }
  const label = serviceLabel(source);
  const nameOf = ({ labels, name }: AlertRecord): string => labels.alertname ?? name;
  const others = members.filter(
    (one) => one.service !== source.service || (label === null && nameOf(one) !== nameOf(source))
  );
  const targets =
    label === null
      ? []
      : oneOf(
          label,
          others.map(({ labels }) => labels[label] ?? '')
        );
  const target_matchers = [...namesMatcher(others.map(nameOf)), ...targets];
  const source_matchers = [
    ...namesMatcher([nameOf(source)]),
    ...(label === null ? [] : oneOf(label, [source.labels[label]])),
  ];
  const isApart = label === null ? others.length > 0 : targets.length > 0;
  return isApart && source_matchers.length > 0 && target_matchers.length > 0
    ? { source_matchers, target_matchers, equal: equal.filter((name) => name !== label) }
    : null;
}

/** The label that names the alert's service. */
function serviceLabel({ labels, service }: AlertRecord): string | null {
  return service === ''
    ? null
    : (Object.keys(labels).find((name) => labels[name] === service && LABEL_NAME.test(name)) ?? null);
}

function introduction({ title, alerts, services, causes }: IncidentRecord): string {
  const of = services.length > 0 ? ` of ${services.slice(0, 5).join(', ')}` : '';
  const [cause] = causes;
  const lines = [
    `Made by Nightjar from the incident "${title}": ${alerts} alerts${of}.`,
    ...(cause ? [`Most likely cause: ${cause.service} (${Math.round(cause.probability * 100)} %).`] : []),
    'Copy the route into the routes of your own and the inhibition into inhibit_rules, with receivers of your own;',
    'amtool check-config FILE checks the result.',
  ];
  return lines.map((line) => `# ${line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 300)}\n`).join('');
}
