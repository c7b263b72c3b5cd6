import { emptyEpisode, joinEpisode, runningEpisode } from './episode.ts';

it('numbers episodes, and ends one when enough points have come without it', () => {
  const state = emptyEpisode(5);
  expect(runningEpisode(state, 0)).toBe(0);
  expect(joinEpisode(state, 3)).toBe(1);
  expect(runningEpisode(state, 8)).toBe(1);
  expect(runningEpisode(state, 9)).toBe(0);
  expect(joinEpisode(state, 8)).toBe(1);
  expect(joinEpisode(state, 14)).toBe(2);
  expect(runningEpisode(state, 15)).toBe(2);
});
