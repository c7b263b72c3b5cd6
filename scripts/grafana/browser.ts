import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';

/** Opens a page; `problems` collects its console errors and failed requests. */
export type OpenPage = (path: string) => Promise<{ readonly page: Page; readonly problems: string[] }>;

export interface GrafanaBrowser {
  /** As the logged-in user. */
  readonly open: OpenPage;
  /** As somebody who is not logged in. */
  readonly openAnonymous: OpenPage;
  /** As another user. */
  logIn(user: string, password: string): Promise<OpenPage>;
  picture(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Errors that come from Grafana itself on a machine without internet or after a session ends, never from a plugin. */
const NOT_OURS = [
  /favicon/,
  /\/api\/frontend-metrics/,
  /\/api\/live\/ws/,
  /\/uid\/[^/]+\/public-dashboards/,
  /net::ERR_ABORTED/,
];

function watch(page: Page): string[] {
  const problems: string[] = [];
  const isOurs = (text: string) => !NOT_OURS.some((pattern) => pattern.test(text));
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    const whole = `${message.text()} ${message.location().url}`;
    if (message.type() === 'error' && /nightjar/i.test(whole) && isOurs(whole)) {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && /nightjar/.test(response.url()) && isOurs(response.url())) {
      const place = problems.push(`${response.status()} ${response.url()}`) - 1;
      void response.text().then(
        (text) => (problems[place] += ` ${text.slice(0, 400)}`),
        () => undefined
      );
    }
  });
  return problems;
}

export async function openBrowser(options: {
  executablePath: string;
  url: string;
  user: string;
  password: string;
  pictures: string;
}): Promise<GrafanaBrowser> {
  const browser = await chromium.launch({ executablePath: options.executablePath, args: FLAGS });
  const viewport = { width: 1440, height: 1000 };
  const open = async (context: BrowserContext, path: string) => {
    const page = await context.newPage();
    const problems = watch(page);
    await page.goto(options.url + path, { waitUntil: 'domcontentloaded' });
    return { page, problems };
  };
  const logIn = async (user: string, password: string): Promise<OpenPage> => {
    const context = await browser.newContext({ viewport });
    const login = await context.request.post(`${options.url}/login`, { data: { user, password } });
    if (!login.ok()) {
      throw new Error(`Grafana refused the login of ${user}: ${login.status()}`);
    }
    return (path) => open(context, path);
  };
  const stranger = await browser.newContext({ viewport });
  return {
    open: await logIn(options.user, options.password),
    logIn,
    openAnonymous: (path) => open(stranger, path),
    picture: async (page, name) => {
      await page.screenshot({ path: join(options.pictures, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}
