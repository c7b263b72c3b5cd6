import { readState, writeState } from './start-state.ts';

const read = (search: string) => readState(new URLSearchParams(search));

describe('the address of the start page', () => {
  it('gives back the state it was written from', () => {
    const state = read('ds=nj&expr=up&from=now-1h&to=now-5m');
    const changed = { ...state, query: { ...state.query, sensitivity: 0.9, settings: { trees: 50 } } };
    expect(readState(new URLSearchParams(writeState(changed)))).toEqual(changed);
  });

  it('leaves out what is as it always is', () => {
    expect(writeState(read(''))).toEqual({});
    expect(writeState(read('expr=up'))).toEqual({ expr: 'up' });
  });

  it.each(['{', '[1]', '"text"', 'null'])('takes defaults where the options read %s', (text) => {
    expect(read(`query=${encodeURIComponent(text)}`)).toEqual(read(''));
  });
});
