import { makeHistory } from './history.ts';

test('every series goes on for as long as the specs can run', () => {
  const now = Date.UTC(2026, 0, 5, 12, 0, 30);
  const last = new Map<string, number>();
  for (const block of makeHistory(now).text) {
    for (const [, series, at] of block.matchAll(/^([a-z][^ ]*) [0-9.]+ (\d+)$/gm)) {
      last.set(series, Number(at) * 1000);
    }
  }
  expect(last.size).toBe(4);
  for (const at of last.values()) {
    expect(at).toBeGreaterThan(now + 3_600_000);
  }
});
