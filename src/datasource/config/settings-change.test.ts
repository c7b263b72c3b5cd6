import type { EditorOptions } from './settings-change.ts';
import { withoutHeader, withoutSecret, withSecret, withSettings } from './settings-change.ts';

const options = (part: Partial<EditorOptions> = {}) =>
  ({ jsonData: {}, secureJsonFields: {}, ...part }) as EditorOptions;

describe('changes of the settings', () => {
  it('leave out what became empty', () => {
    const before = options({ jsonData: { prometheusUrl: 'http://a', timeoutSeconds: 5 } });
    expect(withSettings(before, { prometheusUrl: '' }).jsonData).toEqual({ timeoutSeconds: 5 });
    expect(withSettings(before, { timeoutSeconds: undefined }).jsonData).toEqual({ prometheusUrl: 'http://a' });
  });

  it('keep a secret in secureJsonData only, and forget a stored one', () => {
    const typed = withSecret(options(), 'bearerToken', 's');
    expect(typed.jsonData).toEqual({});
    expect(typed.secureJsonData).toEqual({ bearerToken: 's' });
    const reset = withoutSecret(options({ secureJsonFields: { bearerToken: true } }), 'bearerToken');
    expect(reset.secureJsonFields).toEqual({ bearerToken: false });
    expect(reset.secureJsonData).toEqual({ bearerToken: '' });
  });
});

describe('removing a header', () => {
  const names = ['X-A', 'X-B', 'X-C'];

  it('moves typed values up with their names', () => {
    const before = options({
      jsonData: { httpHeaderNames: names },
      secureJsonData: { httpHeaderValue1: 'a', httpHeaderValue2: 'b', httpHeaderValue3: 'c' },
    });
    const after = withoutHeader(before, 0);
    expect(after.jsonData.httpHeaderNames).toEqual(['X-B', 'X-C']);
    expect(after.secureJsonData).toEqual({ httpHeaderValue1: 'b', httpHeaderValue2: 'c', httpHeaderValue3: '' });
  });

  it('never gives a stored value to another name', () => {
    const stored = { httpHeaderValue1: true, httpHeaderValue2: true, httpHeaderValue3: true };
    const after = withoutHeader(options({ jsonData: { httpHeaderNames: names }, secureJsonFields: stored }), 1);
    expect(after.secureJsonFields).toEqual({
      httpHeaderValue1: true,
      httpHeaderValue2: false,
      httpHeaderValue3: false,
    });
  });

  it('keeps the others’ stored values where it was the last', () => {
    const stored = { httpHeaderValue1: true, httpHeaderValue2: true };
    const before = options({ jsonData: { httpHeaderNames: ['X-A', 'X-B'] }, secureJsonFields: stored });
    expect(withoutHeader(before, 1).secureJsonFields).toEqual({ httpHeaderValue1: true, httpHeaderValue2: false });
  });
});
