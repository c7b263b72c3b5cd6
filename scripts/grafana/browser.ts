import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';

export interface GrafanaBrowser {
  /** A page of the logged-in user; `problems` collects its console errors and failed requests. */
  open(path: string): Promise<{ page: Page; problems: string[] }>;
  /** A page of somebody who is not logged in. */
  openAnonymous(path: string): Promise<{ page: Page; problems: string[] }>;
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
const NOT_OURS = [/favicon/, /\/api\/frontend-metrics/, /\/api\/live\/ws/, /net::ERR_ABORTED/];

function watch(page: Page): string[] {
  const problems: string[] = [];
  const note = (text: string) => {
    if (!NOT_OURS.some((pattern) => pattern.test(text))) {
      problems.push(text);
    }
  };
  page.on('pageerror', (error) => note(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /nightjar/i.test(`${message.text()} ${message.location().url}`)) {
      note(`console: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && /nightjar/.test(response.url())) {
      note(`${response.status()} ${response.url()}`);
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
  const member = await browser.newContext({ viewport });
  const login = await member.request.post(`${options.url}/login`, {
    data: { user: options.user, password: options.password },
  });
  if (!login.ok()) {
    throw new Error(`Grafana refused the login: ${login.status()}`);
  }
  const stranger = await browser.newContext({ viewport });
  const open = async (context: BrowserContext, path: string) => {
    const page = await context.newPage();
    const problems = watch(page);
    await page.goto(options.url + path, { waitUntil: 'domcontentloaded' });
    return { page, problems };
  };
  return {
    open: (path) => open(member, path),
    openAnonymous: (path) => open(stranger, path),
    picture: async (page, name) => {
      await page.screenshot({ path: join(options.pictures, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}
