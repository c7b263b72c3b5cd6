import { LoadingState } from '@grafana/data';
import type { DataQueryResponse } from '@grafana/data';
import { lastValueFrom, of, toArray } from 'rxjs';
import { askUntilFitted, pendingFits, RETRY, retryDelay } from './pending.ts';

const answer = (pending: number, rest: Partial<DataQueryResponse> = {}): DataQueryResponse => ({
  data: [{ meta: { custom: { nightjar: { pendingFits: pending } } } }],
  ...rest,
});

/** Every answer of a datasource that gives these one after the other. */
async function allOf(answers: DataQueryResponse[]): Promise<DataQueryResponse[]> {
  let asked = 0;
  const ask = () => of(answers[Math.min(asked++, answers.length - 1)]);
  const all = lastValueFrom(askUntilFitted('key', ask).pipe(toArray()));
  await jest.runAllTimersAsync();
  return all;
}

describe('asking until every model is fitted', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('passes every answer on, loading until none is pending', async () => {
    const all = await allOf([answer(3), answer(1), answer(0)]);
    expect(all.map(({ state }) => state)).toEqual([LoadingState.Loading, LoadingState.Loading, LoadingState.Done]);
    expect(all.map((one) => pendingFits(one))).toEqual([3, 1, 0]);
    expect(new Set(all.map(({ key }) => key))).toEqual(new Set(['key']));
  });

  it('asks once where nothing is pending', async () => {
    expect(await allOf([answer(0)])).toHaveLength(1);
  });

  it('stops at an error', async () => {
    expect(await allOf([answer(2, { errors: [{ message: 'no' }] })])).toHaveLength(1);
  });

  it('gives up in the end', async () => {
    expect(await allOf([answer(1)])).toHaveLength(RETRY.times + 1);
  });

  it('waits longer each time, up to a limit', () => {
    expect(retryDelay(0)).toBe(RETRY.first);
    expect(retryDelay(1)).toBeGreaterThan(RETRY.first);
    expect(retryDelay(100)).toBe(RETRY.longest);
  });
});
