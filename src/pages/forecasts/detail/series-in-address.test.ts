import { readLabels } from './series-in-address.ts';

it('reads labels, and nothing else', () => {
  expect(readLabels('{"a":"b"}')).toEqual({ a: 'b' });
  expect(readLabels('{}')).toEqual({});
  for (const text of [null, '', '{', 'null', '[]', '"a"', '{"a":1}']) {
    expect(readLabels(text)).toBeNull();
  }
});
