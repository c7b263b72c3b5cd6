import { readAlertmanagerApi } from '../../alerts/intake/read-alertmanager.ts';
import { pollChanges } from './poll-changes.ts';

const NOW = Date.UTC(2026, 10, 22, 4);
const MINUTE = 60_000;

/** A poll's alerts: name, start and what it says. */
const poll = (...alerts: readonly (readonly [string, number, string?])[]) =>
  readAlertmanagerApi(
    alerts.map(([alertname, start, summary = '']) => ({
      labels: { alertname },
      annotations: { summary },
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(NOW + 5 * MINUTE).toISOString(),
    })),
    NOW
  ).events;

const told = ({ events }: ReturnType<typeof pollChanges>) =>
  events.map(({ labels, end }) => `${labels.alertname} ${end === null ? 'fires' : `ended ${end - NOW}`}`);

it('tells what is new, once, and what is gone', () => {
  const first = pollChanges(new Map(), poll(['A', NOW - 1], ['B', NOW - 2]), NOW, true);
  expect(told(first)).toEqual(['A fires', 'B fires']);
  const second = pollChanges(first.known, poll(['B', NOW - 2], ['A', NOW - 1]), NOW, true);
  expect(told(second)).toEqual([]);
  const third = pollChanges(second.known, poll(['A', NOW - 1]), NOW + MINUTE, true);
  expect(told(third)).toEqual([`B ended ${MINUTE}`]);
  expect(told(pollChanges(third.known, poll(['A', NOW - 1]), NOW + MINUTE, true))).toEqual([]);
});

it('tells one that is silenced there, and one that is no more', () => {
  const silenced = (...ids: readonly string[]) =>
    readAlertmanagerApi(
      [
        {
          labels: { alertname: 'A' },
          startsAt: new Date(NOW - 1).toISOString(),
          status: { state: ids.length > 0 ? 'suppressed' : 'active', silencedBy: ids, inhibitedBy: [] },
        },
      ],
      NOW
    ).events;
  const first = pollChanges(new Map(), silenced(), NOW, true);
  const second = pollChanges(first.known, silenced('b', 'a'), NOW, true);
  expect(second.events.map(({ silences }) => silences)).toEqual([['a', 'b']]);
  expect(pollChanges(second.known, silenced('a', 'b'), NOW, true).events).toEqual([]);
  expect(pollChanges(second.known, silenced(), NOW, true).events.map(({ silences }) => silences)).toEqual([[]]);
});

it('tells one that fires anew or says something else, but not one whose number moved', () => {
  const { known } = pollChanges(
    new Map(),
    poll(['A', NOW - 9], ['B', NOW, '12.5 % full'], ['C', NOW, 'slow']),
    NOW,
    true
  );
  const again = poll(['A', NOW - 1], ['B', NOW, '13 % full'], ['C', NOW, 'very slow']);
  expect(told(pollChanges(known, again, NOW, true))).toEqual(['A fires', 'C fires']);
});

it('ends nothing while the Alertmanager may not have been told of all, and does so later', () => {
  const { known } = pollChanges(new Map(), poll(['A', NOW], ['B', NOW]), NOW, true);
  const early = pollChanges(known, poll(['B', NOW]), NOW, false);
  expect(told(early)).toEqual([]);
  expect(told(pollChanges(early.known, poll(['B', NOW]), NOW + 1, true))).toEqual(['A ended 1']);
});
