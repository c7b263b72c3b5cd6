import { expect, test } from '@jest/globals';
import type { TimelineRecord } from '../../../api/incidents.ts';
import { foldTimeline } from './fold-timeline.ts';

const entry = (at: number, kind: TimelineRecord['kind'], by = ''): TimelineRecord => ({ at, kind, by, text: `${at}` });

test('newest first; many alerts that join are one line, what people did stands alone', () => {
  const folds = foldTimeline([
    entry(1, 'opened'),
    entry(2, 'joined'),
    entry(3, 'joined'),
    entry(4, 'joined'),
    entry(5, 'comment', 'mara'),
    entry(5, 'comment', 'noor'),
    entry(6, 'joined'),
    entry(7, 'alert-ended'),
  ]);
  expect(folds.map(({ kind, entries }) => `${kind} ${entries.map(({ text }) => text).join()}`)).toEqual([
    'null 7',
    'null 6',
    'null 5',
    'null 5',
    'joined 4,3,2',
    'null 1',
  ]);
  expect(folds[2].entries[0].by).toBe('noor');
});

test('clusters that are put together anew again and again are one line', () => {
  const folds = foldTimeline([
    entry(1, 'opened'),
    entry(2, 'merged-in'),
    entry(3, 'split-off'),
    entry(4, 'merge', 'mara'),
    entry(5, 'merged-in', 'mara'),
  ]);
  expect(folds.map(({ kind, entries }) => `${kind} ${entries.map(({ text }) => text).join()}`)).toEqual([
    'null 5',
    'null 4',
    'regrouped 3,2,1',
  ]);
});
