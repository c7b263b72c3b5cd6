import type { Labels } from '../../series/series.ts';
import type { SilenceMatcher } from '../../sources/alertmanager/alertmanager-client.ts';

/** Values and characters of one pattern at most; a label that needs more is left out of the silence. */
const MOST_VALUES = 300;
const MOST_CHARACTERS = 8_000;
/** A longer value may have been cut when it came in, and would match nothing. */
const LONGEST_VALUE = 1_000;
/** Silences of one incident at most; with more names of alerts, one silence holds the names as a pattern. */
const MOST_SILENCES = 20;

/**
 * Matchers of silences that cover all of `alerts` and little else: one silence for each `alertname`, with every label that all its alerts have, by its
 * value or by a pattern of its values. Alerts without a label that Alertmanager can match give none.
 */
export function silenceMatchers(alerts: readonly Labels[]): SilenceMatcher[][] {
  const byName = Map.groupBy(alerts, (labels) => (Object.hasOwn(labels, 'alertname') ? labels.alertname : ''));
  const groups = byName.size > MOST_SILENCES ? [alerts] : [...byName.values()];
  return groups.map(matchersOf).filter((matchers) => matchers.length > 0);
}

function matchersOf(alerts: readonly Labels[]): SilenceMatcher[] {
  const [first, ...rest] = alerts;
  const names = Object.keys(first).filter(
    (name) => /^[A-Za-z_]\w*$/.test(name) && rest.every((labels) => Object.hasOwn(labels, name))
  );
  return names.toSorted().flatMap((name) => {
    const values = [...new Set(alerts.map((labels) => labels[name]))].toSorted();
    if (values.some((value) => value === '' || value.length > LONGEST_VALUE) || values.length > MOST_VALUES) {
      return [];
    }
    const isRegex = values.length > 1;
    const value = isRegex ? values.map(quoted).join('|') : values[0];
    return value.length > MOST_CHARACTERS ? [] : [{ name, value, isRegex, isEqual: true }];
  });
}

/** A text as a pattern of RE2 that matches it alone. */
function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** As Alertmanager and people write matchers. */
export function matcherText(matchers: readonly SilenceMatcher[]): string {
  return matchers
    .map(({ name, value, isRegex }) => `${name}${isRegex ? '=~' : '='}${JSON.stringify(value)}`)
    .join(', ');
}
