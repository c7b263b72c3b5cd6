import { NightjarError } from '../../errors.ts';
import { ForecastCache } from './forecast-cache.ts';

const weighing = (bytes: number) => Promise.resolve({ bytes });

it('makes an answer once, however many ask at once', async () => {
  const cache = new ForecastCache(100);
  let made = 0;
  const make = () => {
    made++;
    return weighing(1);
  };
  await Promise.all(Array.from({ length: 5 }, () => cache.get('a', undefined, make)));
  await cache.get('a', undefined, make);
  expect(made).toBe(1);
});

it('lets the least recently used go when it is full, the newest never', async () => {
  const cache = new ForecastCache(10);
  for (const key of ['a', 'b']) {
    await cache.get(key, undefined, () => weighing(4));
  }
  await cache.get('a', undefined, () => weighing(4));
  await cache.get('c', undefined, () => weighing(4));
  expect(['a', 'b', 'c'].map((key) => cache.has(key))).toEqual([true, false, true]);
  await cache.get('d', undefined, () => weighing(50));
  expect([cache.has('d'), cache.bytes]).toEqual([true, 50]);
});

it('keeps no failure, and has who waited for a cancelled attempt make its own', async () => {
  const cache = new ForecastCache<{ bytes: number }>(10);
  await expect(cache.get('a', undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(cache.has('a')).toBe(false);
  const first = Promise.withResolvers<{ bytes: number }>();
  const cancelled = cache.get('a', undefined, () => first.promise);
  const waiting = cache.get('a', undefined, () => weighing(2));
  first.reject(new NightjarError('cancelled', 'The request was cancelled.'));
  await expect(cancelled).rejects.toThrow('cancelled');
  expect(await waiting).toEqual({ bytes: 2 });
});

it('who hangs up waits no longer, and the others get their answer', async () => {
  const cache = new ForecastCache<{ bytes: number }>(10);
  const slow = Promise.withResolvers<{ bytes: number }>();
  const first = cache.get('a', undefined, () => slow.promise);
  const gone = new AbortController();
  const second = cache.get('a', gone.signal, () => slow.promise);
  gone.abort();
  await expect(second).rejects.toThrow();
  slow.resolve({ bytes: 3 });
  expect(await first).toEqual({ bytes: 3 });
});
