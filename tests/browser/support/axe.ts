import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What nothing of ours can mend: Grafana's Drawer puts the dialog that has its name inside one that has none, and the arrow of its input for several choices
 * is a `div` that says whether the list is open.
 */
const GRAFANAS_OWN =
  /^aria-dialog-name: .*class="rc-drawer-content|^aria-allowed-attr: .*id="downshift-[^"]*-toggle-button/s;

/** Rules of axe-core broken with serious or critical impact, one line an element: rule, what is wrong, where. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // The page has SystemJS's `define`, which axe-core would announce itself to instead of being a global.
  await page.evaluate(`((define) => {${source}\n})(undefined)`);
  const found = await page.evaluate(async () => {
    const injected = window as unknown as { axe: typeof axe };
    const { violations } = await injected.axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${failureSummary} ${html.slice(0, 300)}`)
      );
  });
  return found.filter((text) => !GRAFANAS_OWN.test(text));
}
