/** A minimal client of Grafana's HTTP API: JSON in, JSON out, an error with Grafana's own words. */
export class GrafanaClient {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;

  private readonly user: string;
  private readonly password: string;

  /** `orgId`: acts in that organisation; null in the user's own. */
  constructor(url: string, user: string, password: string, orgId: number | null = null) {
    this.url = url.replace(/\/$/, '');
    this.user = user;
    this.password = password;
    this.headers = {
      Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      ...(orgId === null ? {} : { 'X-Grafana-Org-Id': `${orgId}` }),
    };
  }

  /** The same user in another organisation. */
  within(orgId: number): GrafanaClient {
    return new GrafanaClient(this.url, this.user, this.password, orgId);
  }

  /** Throws where the reply is no success. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<T> {
    const { status, text } = await this.send(method, path, body, headers);
    if (status < 200 || status > 299) {
      throw new Error(`${method} ${path}: ${status} ${text.slice(0, 400)}`);
    }
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  /** Whatever the status is. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {}
  ): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.headers, 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
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
