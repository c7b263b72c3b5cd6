import type { Page } from 'playwright-core';

/** What a page must never do: log an error, throw, or ask for something that is not there. */
export function watchPage(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      problems.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) {
      problems.push(`${response.status()} ${response.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // The page itself ends requests it no longer needs.
    if (reason !== 'net::ERR_ABORTED') {
      problems.push(`${reason} ${request.url()}`);
    }
  });
  return problems;
}
