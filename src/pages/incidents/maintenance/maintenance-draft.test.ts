import { expect, test } from '@jest/globals';
import { EMPTY_DRAFT, readDraft } from './maintenance-draft.ts';

test('a draft that is right becomes a window from now on', () => {
  const draft = { matchers: '{service=cart, zone=~"a|b"}', reason: ' move disks ', start: null, end: 2_000 };
  expect(readDraft(draft, 1_000)).toEqual({
    window: { matchers: ['service="cart"', 'zone=~"a|b"'], reason: 'move disks', start: 1_000, end: 2_000 },
    misfits: {},
  });
});

test('each field says what is wrong with it', () => {
  expect(Object.keys(readDraft(EMPTY_DRAFT, 1_000).misfits)).toEqual(['matchers', 'reason', 'end']);
  const past = readDraft({ matchers: 'a="b" c', reason: 'x', start: 100, end: 900 }, 1_000);
  expect(past.window).toBeNull();
  expect(past.misfits.matchers).toContain('a="b" c');
  expect(past.misfits.end).toBeDefined();
});
