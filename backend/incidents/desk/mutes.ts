import { selectorsIn } from '../../../contract/promql.ts';
import type { Matcher } from '../../../contract/promql.ts';
import { NightjarError } from '../../errors.ts';
import { matchLabels } from '../../monitors/match-labels.ts';
import type { Labels } from '../../series/series.ts';
import type { AlertRow, WindowRow } from '../../store/alerts/records.ts';
import { cut } from '../describe-incident.ts';

/** What begins the reason of an alert that a silence of its incident mutes. */
const SILENCE = 'Silence';

/** The matchers of a window, each as PromQL writes it. Throws `bad-request` where one is none. */
export function readMatchers(texts: readonly string[]): Matcher[] {
  const matchers = texts.map((text) => {
    const [selector] = selectorsIn(`{${text}}`);
    if (selector?.matchers.length !== 1) {
      throw new NightjarError('bad-request', `Write matchers such as service="cart", not ${text.slice(0, 80)}.`);
    }
    return selector.matchers[0];
  });
  try {
    matchLabels({}, matchers);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new NightjarError('bad-request', `A pattern of the matchers is wrong: ${why}`, { cause: error });
  }
  return matchers;
}

const read = new WeakMap<WindowRow, readonly Matcher[]>();

function matchersOf(window: WindowRow): readonly Matcher[] {
  const known = read.get(window) ?? readMatchers(window.matchers);
  read.set(window, known);
  return known;
}

/** Why an alert is muted at an instant: the maintenance window that covers it; empty for none. */
export function mutedAt(
  alert: Pick<AlertRow, 'labels' | 'service' | 'name'>,
  windows: readonly WindowRow[],
  at: number
): string {
  if (windows.length === 0) {
    return '';
  }
  const { labels, service, name } = alert;
  // A service that the options find under another label is matched by its usual one too.
  const seen: Labels = { ...(service === '' ? {} : { service }), alertname: name, ...labels };
  const window = windows.find(
    (one) => one.start <= at && at < one.end && one.matchers.length > 0 && matchLabels(seen, matchersOf(one))
  );
  return window ? `Maintenance: ${cut(window.reason, 200)}` : '';
}

export function silencedBy(login: string): string {
  return `${SILENCE} by ${cut(login, 100)}`;
}

/** The reason of an alert that a silence at its source mutes, made by somebody there. */
export const AT_SOURCE = 'Silenced in Alertmanager';

export function isSilenced({ mutedBy }: Pick<AlertRow, 'mutedBy'>): boolean {
  return mutedBy.startsWith(`${SILENCE} by `);
}
