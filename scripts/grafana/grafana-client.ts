/** A minimal client of Grafana's HTTP API: JSON in, JSON out, an error with Grafana's own words. */
export class GrafanaClient {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(url: string, user: string, password: string) {
    this.url = url.replace(/\/$/, '');
    this.headers = { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  }

  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.headers, 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 400)}`);
    }
    return (text === '' ? null : JSON.parse(text)) as T;
  }
}

/** Calls `probe` until it gives something other than null; says what was waited for when the time is over. */
export async function until<T>(what: string, seconds: number, probe: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown = null;
  while (Date.now() < deadline) {
    try {
      const value = await probe();
      if (value !== null) {
        return value;
      }
      last = null;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(`${what}: not within ${seconds} s${last instanceof Error ? ` (last: ${last.message})` : ''}`);
}
