import { demand } from './bench.ts';
import type { GrafanaClient } from './grafana-client.ts';
import { NAMES } from './resources.ts';

const PROVISIONING = { 'X-Disable-Provenance': 'true' };

/** A rule that fires while the highest value of `model`'s last minute is above 0.8. */
export function scoreRule(uid: string, title: string, model: object): object {
  return rule(uid, title, model, [
    expression('B', { type: 'reduce', expression: 'A', reducer: 'max', settings: { mode: 'dropNN' } }),
    above('C', 'B'),
  ]);
}

/** A rule that fires while a number that `model` gives is above 0.8. */
export function numberRule(uid: string, title: string, model: object): object {
  return rule(uid, title, model, [above('C', 'A')]);
}

function expression(refId: string, rest: object): object {
  return {
    refId,
    relativeTimeRange: { from: 0, to: 0 },
    datasourceUid: '__expr__',
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...rest },
  };
}

function above(refId: string, of: string): object {
  return expression(refId, {
    type: 'threshold',
    expression: of,
    conditions: [{ evaluator: { type: 'gt', params: [0.8] } }],
  });
}

/** `steps`: expressions on A; the one called C is the condition. */
function rule(uid: string, title: string, model: object, steps: readonly object[]): object {
  return {
    uid,
    title,
    folderUID: NAMES.folder,
    ruleGroup: title,
    condition: 'C',
    for: '0s',
    noDataState: 'NoData',
    execErrState: 'Error',
    data: [{ refId: 'A', relativeTimeRange: { from: 60, to: 0 }, datasourceUid: NAMES.datasource, model }, ...steps],
  };
}

/** A rule that fires, or does not, whatever happens, with labels of its own, and whose notifications go to one receiver alone, soon. */
export function fixedRule(
  uid: string,
  title: string,
  labels: Readonly<Record<string, string>>,
  receiver: string,
  fires: boolean
): object {
  return {
    uid,
    title,
    folderUID: NAMES.folder,
    ruleGroup: title,
    condition: 'A',
    for: '0s',
    noDataState: 'NoData',
    execErrState: 'Error',
    labels,
    annotations: { summary: `${labels.service} answers slowly.` },
    notification_settings: { receiver, group_wait: '1s', group_interval: '5s', repeat_interval: '1h' },
    data: [expression('A', { type: 'math', expression: fires ? '1 > 0' : '0 > 1' })],
  };
}

/** Adds a rule of `scoreRule` in a group of its own that is evaluated every 10 s. */
export async function addRule(grafana: GrafanaClient, title: string, rule: object): Promise<void> {
  await grafana.call('POST', '/api/v1/provisioning/alert-rules', rule, PROVISIONING);
  await changeRule(grafana, title, rule);
}

/** Puts another rule in the place of the one that its group holds. */
export async function changeRule(grafana: GrafanaClient, title: string, rule: object): Promise<void> {
  await grafana.call(
    'PUT',
    `/api/v1/provisioning/folder/${NAMES.folder}/rule-groups/${encodeURIComponent(title)}`,
    { title, folderUid: NAMES.folder, interval: 10, rules: [rule] },
    PROVISIONING
  );
}

export async function removeRule(grafana: GrafanaClient, uid: string): Promise<void> {
  await grafana.call('DELETE', `/api/v1/provisioning/alert-rules/${uid}`, undefined, PROVISIONING);
}

/** State of the rule with this title: `firing`, `pending`, `inactive`; null while Grafana has not evaluated it. */
export async function ruleState(grafana: GrafanaClient, title: string): Promise<string | null> {
  const reply = await grafana.call<{
    data: { groups: { rules: { name: string; state: string; health: string; lastError?: string }[] }[] };
  }>('GET', '/api/prometheus/grafana/api/v1/rules');
  const rule = reply.data.groups.flatMap((group) => group.rules).find((each) => each.name === title);
  demand(rule?.health !== 'error', `the rule cannot be evaluated: ${rule?.lastError}`);
  return rule?.state ?? null;
}
