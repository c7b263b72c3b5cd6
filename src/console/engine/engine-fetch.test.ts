import { engineAddress } from './engine-address.ts';
import { createEngineFetch } from './engine-fetch.ts';
import { createTokenKeeper } from './token.ts';

/** jsdom has no Response; the fields used are these. */
function reply(status: number): Response {
  return { status } as Response;
}

function engineThatWants(secret: string) {
  const sent: Array<string | null> = [];
  return {
    sent,
    send: async (_path: string, init?: RequestInit) => {
      const header = new Headers(init?.headers).get('Authorization');
      sent.push(header);
      return reply(header === `Bearer ${secret}` ? 200 : 401);
    },
  };
}

beforeEach(() => window.sessionStorage.clear());

describe('the token', () => {
  it('is asked for once, whatever the number of refused requests, and kept', async () => {
    const engine = engineThatWants('right');
    const asked: boolean[] = [];
    const answers = ['wrong', 'right'];
    const tokens = createTokenKeeper(window.sessionStorage, async (rejected) => {
      asked.push(rejected);
      return answers[asked.length - 1];
    });
    const fetchEngine = createEngineFetch(engine.send, tokens);
    const replies = await Promise.all([fetchEngine('/api/v1/a'), fetchEngine('/api/v1/b')]);
    expect(replies.map((r) => r.status)).toEqual([200, 200]);
    expect(asked).toEqual([false, true]);
    expect((await fetchEngine('/api/v1/c')).status).toBe(200);
    expect(engine.sent.at(-1)).toBe('Bearer right');
    expect(asked).toHaveLength(2);
  });
});

it.each([
  ['/api/ds/query?ds_type=nightjar-ml-datasource&requestId=Q1', '/api/v1/query'],
  ['/api/datasources/uid/nightjar/resources/detectors', '/api/v1/detectors'],
  ['/api/datasources/uid/nightjar/resources/api/v1/labels?match=up', '/api/v1/labels?match=up'],
  ['/api/datasources/uid/nightjar/health', '/api/v1/health'],
  ['/api/v1/health', '/api/v1/health'],
  ['/api/dashboards/db', null],
])('%s is asked of the engine as %s', (asked, engine) => {
  expect(engineAddress(asked)).toBe(engine);
});
