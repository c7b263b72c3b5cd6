import { ChoiceNews } from './choice-news.ts';

it('tells for five minutes that the chosen detectors have taken over, once they had to be waited for', () => {
  const news = new ChoiceNews();
  expect(news.isSwitched('a', 0, 0)).toBe(false);
  expect(news.isSwitched('a', 3, 1_000)).toBe(false);
  expect(news.isSwitched('b', 0, 2_000)).toBe(false);
  expect(news.isSwitched('a', 0, 3_000)).toBe(true);
  expect(news.isSwitched('a', 0, 300_000)).toBe(true);
  expect(news.isSwitched('a', 0, 303_001)).toBe(false);
});

it('says nothing while new ones are being chosen', () => {
  const news = new ChoiceNews();
  news.isSwitched('a', 1, 0);
  expect(news.isSwitched('a', 0, 1)).toBe(true);
  expect(news.isSwitched('a', 2, 2)).toBe(false);
});
