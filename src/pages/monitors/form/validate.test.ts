import { draftOf, EMPTY_SPEC } from './draft.ts';
import type { MonitorDraft } from './draft.ts';
import { misfitsOf } from './validate.ts';

const good: MonitorDraft = { ...draftOf(EMPTY_SPEC), name: 'a', queries: [{ expr: 'up', legend: '' }] };

it('finds nothing wrong with a name and a query', () => {
  expect(misfitsOf(good)).toEqual({});
});

it('asks an empty form for a query and a name', () => {
  expect(Object.keys(misfitsOf(draftOf(EMPTY_SPEC)))).toEqual(['queries', 'name']);
});

it.each([
  ['step', { step: 'soon' }],
  ['every', { every: '0s' }],
  ['delay', { delay: '' }],
  ['timeZone', { timeZone: 'Mars/Olympus' }],
  ['window', { training: { ...good.training, window: 'auto' } }],
  ['refitEvery', { training: { ...good.training, refitEvery: '' } }],
  ['labels', { labels: [{ name: '1a', value: '' }] }],
  ['labels', { labels: [{ name: '', value: 'x' }] }],
  [
    'labels',
    {
      labels: [
        { name: 'a', value: '1' },
        { name: ' a', value: '2' },
      ],
    },
  ],
] satisfies [string, Partial<MonitorDraft>][])('says what is wrong at %s', (field, part) => {
  expect(Object.keys(misfitsOf({ ...good, ...part }))).toEqual([field]);
});

it('takes none of a delay, auto, and label rows that are still empty', () => {
  const part = {
    delay: '0s',
    every: 'auto',
    step: '30s',
    timeZone: 'Europe/Berlin',
    labels: [{ name: '', value: '' }],
  };
  expect(misfitsOf({ ...good, ...part })).toEqual({});
});
