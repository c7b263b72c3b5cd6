import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { IncidentSummary } from '../../backend/incidents/records.ts';
import { seriousViolations } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { HOSTILE, incidentRecord, incidentRoutes, incidentSummary } from './support/incident-replies.ts';
import { answerRoutes, failure } from './support/monitor-replies.ts';
import type { FakeRoutes } from './support/monitor-replies.ts';
import { recommendationRoutes } from './support/recommendation-replies.ts';
import { spec } from './support/spec.ts';

const PAGE = '/a/nightjar-ml-app/incidents';

/** Answers a page's requests; gives what it sent, as `METHOD path body`. */
function watched(more: FakeRoutes = {}) {
  const sent: string[] = [];
  const prepare = async (page: Page) => {
    await answerRoutes(page, { ...incidentRoutes(more), ...recommendationRoutes() });
    page.on('request', (request) => {
      if (request.method() !== 'GET') {
        sent.push(`${request.method()} ${request.url().split('/api/v1/')[1]} ${request.postData() ?? ''}`);
      }
    });
  };
  return { sent, prepare };
}

const acting = {
  'POST incidents/*/acknowledge': { body: incidentRecord({ state: 'acknowledged' }) },
  'POST incidents/*/comment': { body: incidentRecord() },
  'POST incidents/*/silence': { body: incidentRecord() },
  'POST incidents/*/split': { body: incidentRecord() },
  'POST incidents/*/merge': { body: incidentRecord() },
} satisfies FakeRoutes;

const viewer = { 'GET caller': { body: { login: 'vic', role: 'Viewer' } } } satisfies FakeRoutes;

for (const theme of ['dark', 'light'] as const) {
  spec(`incidents: the most urgent first, opened and acted on, ${theme}`, async ({ open }) => {
    const { sent, prepare } = watched(acting);
    const page = await open('/', { theme, prepare });
    await page.getByRole('navigation').getByRole('link', { name: 'Incidents' }).click();
    const rows = page.getByRole('list', { name: 'Incidents' }).getByRole('listitem');
    await rows.first().waitFor();
    assert.match(await rows.first().innerText(), /91[^]*Critical[^]*payment[^]*71 %[^]*Open[^]*9 of 11 alerts firing/);
    assert.match(await rows.nth(1).innerText(), /No likely cause[^]*Acknowledged[^]*mara[^]*Silenced until/);
    assert.deepEqual(await seriousViolations(page), []);

    await page.getByRole('link', { name: /^Errors and latency of payment/ }).click();
    const causes = page.getByRole('region', { name: 'Where to look first' }).locator('ol > li');
    await causes.first().waitFor();
    assert.match(await causes.first().innerText(), /payment[^]*71 % likely[^]*First to fire[^]*Changed shortly before/);
    await page.getByRole('img', { name: /Service map: 11 services, 11 calls. Most likely cause: payment/ }).waitFor();
    await page.getByRole('img', { name: /First to fire: payment/ }).waitFor();
    await page.getByText('Alerts joined: 10').waitFor();
    await page.getByText('Rolled payment back to 1.41.3').waitFor();
    await page.getByText('checkout calls payment').first().waitFor();
    assert.deepEqual(await seriousViolations(page), []);

    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('textbox', { name: 'Comment' }).fill('Rolling back payment.');
    await page.getByRole('button', { name: 'Add comment' }).click();
    await page.getByRole('button', { name: 'Silence' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '4 h', exact: true }).check({ force: true });
    await dialog.getByRole('textbox', { name: 'Why' }).fill('known');
    assert.deepEqual(await seriousViolations(page), []);
    const asked = Date.now();
    await dialog.getByRole('button', { name: 'Silence' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(sent.slice(0, 2), [
      'POST incidents/i1/acknowledge {}',
      'POST incidents/i1/comment {"text":"Rolling back payment."}',
    ]);
    const silence = JSON.parse(sent[2].replace(/^\S+ \S+ /, '')) as { until: number; text: string };
    assert.equal(silence.text, 'known');
    assert.ok(Math.abs(silence.until - asked - 4 * 3_600_000) < 60_000);
  });
}

spec('incidents: alerts are split off, others merged in, by keyboard too', async ({ open }) => {
  const { sent, prepare } = watched(acting);
  const page = await open(`${PAGE}/i1`, { prepare });
  const email = page.getByRole('checkbox', { name: 'Choose OrderMailsDropped' });
  await email.focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Split off 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Split off 1' }).click();
  await page.getByRole('button', { name: 'Merge' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Disk of db-3 fills up').click();
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(sent, ['POST incidents/i1/split {"alerts":["a9"]}', 'POST incidents/i1/merge {"with":["i2"]}']);
  await page.getByRole('button', { name: 'Export rule' }).click();
  await page.getByText('group_by: [namespace, cluster]').waitFor();
});

spec('incidents: hostile text of alerts is shown, and does nothing', async ({ open }) => {
  const base = incidentRecord();
  const [first] = base.members;
  const hostile = {
    ...first,
    name: HOSTILE.name,
    service: '"><svg onload=alert(1)>',
    labels: { '<b>label</b>': HOSTILE.text },
    annotations: { summary: HOSTILE.text, link: 'javascript:window.hurt=1' },
    url: 'javascript:window.hurt=1',
  };
  const { prepare } = watched({
    'GET incidents/*': {
      body: incidentRecord({
        title: HOSTILE.name,
        impact: HOSTILE.text,
        members: [hostile, ...base.members.slice(1)],
        commonLabels: { text: HOSTILE.text },
        timeline: [{ at: Date.now(), kind: 'comment', by: HOSTILE.name, text: HOSTILE.text }],
        graph: [['"><svg onload=alert(1)>', 'checkout']],
      }),
    },
  });
  const page = await open(`${PAGE}/i1`, { prepare });
  await page.getByRole('heading', { level: 1, name: /<img src=x onerror=/ }).waitFor();
  await page
    .getByRole('button', { name: /^Details of/ })
    .first()
    .click();
  await page
    .getByText(/1,080,\d+ characters in all/)
    .first()
    .waitFor();
  const found = await page.evaluate(() => ({
    hurt: 'hurt' in window,
    made: document.querySelectorAll('main img, main script, main b, main svg[onload]').length,
    links: [...document.querySelectorAll('a')].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
    controls: /[\u202e\u0000\u001b]/.test(document.body.innerText),
    long: document.body.innerText.length > 60_000,
    wide: document.documentElement.scrollWidth > innerWidth,
  }));
  assert.deepEqual(found, { hurt: false, made: 0, links: 0, controls: false, long: false, wide: false });
});

spec('incidents: who may only read sees no actions', async ({ open }) => {
  const { prepare } = watched({ ...viewer, 'GET maintenance': { body: { windows: [] } } });
  const page = await open(PAGE, { prepare });
  await page.getByText(/You have the role Viewer: incidents are yours to read/).waitFor();
  assert.equal(await page.getByRole('button', { name: /Acknowledge/ }).count(), 0);
  await page.getByRole('link', { name: /^Errors and latency of payment/ }).click();
  await page.getByRole('button', { name: 'Export rule' }).waitFor();
  for (const name of ['Acknowledge', 'Resolve', 'Assign', 'Silence', 'Merge', 'Add comment']) {
    assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
  }
  assert.equal(await page.getByRole('checkbox').count(), 0);
  await page.goto(new URL(`${PAGE}/options`, page.url()).href);
  await page.getByRole('textbox', { name: 'Escalate after, minutes' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Escalate after, minutes' }).isDisabled(), true);
  assert.equal(await page.getByRole('button', { name: 'Save options' }).count(), 0);
});

spec('incidents: the filter is kept in the address; nothing found, a failure, and what follows', async ({ open }) => {
  let fails = true;
  const asked: string[] = [];
  const { prepare } = watched({
    'GET incidents': (request) => {
      asked.push(new URL(request.url()).search);
      return fails
        ? failure(503, 'busy', 'The store is busy: try again in a moment.')
        : { body: { incidents: /service=cart/.test(request.url()) ? [] : [incidentSummary()], more: false } };
    },
  });
  const page = await open(`${PAGE}?severity=error`, { expectProblems: [/503/], prepare });
  await page.getByText('The store is busy: try again in a moment.').waitFor();
  assert.deepEqual(await seriousViolations(page), []);
  fails = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Incidents: 1').waitFor();
  await page.getByRole('textbox', { name: 'Service' }).fill('cart');
  await page.keyboard.press('Enter');
  await page.getByText('No incident matches').waitFor();
  assert.match(page.url(), /severity=error&service=cart/);
  assert.match(asked.at(-1) ?? '', /state=open&state=acknowledged&minSeverity=error&service=cart/);
  await page.getByRole('button', { name: 'Clear filter' }).first().click();
  await page.getByText('Incidents: 1').waitFor();
  assert.doesNotMatch(page.url(), /severity|service/);
});

spec('incidents: maintenance is planned, options are changed', async ({ open }) => {
  const { sent, prepare } = watched({
    'POST maintenance': { body: {} },
    'PUT alert-options': (request) => ({ body: { ...(request.postDataJSON() as object) } }),
  });
  const page = await open(`${PAGE}/maintenance`, { prepare });
  await page.getByText('No maintenance is planned').waitFor();
  await page.getByRole('button', { name: 'Add window' }).click();
  await page.getByText('Give at least one matcher').waitFor();
  await page.getByRole('textbox', { name: 'Alerts with' }).fill('service=db, zone=~"a|b"');
  await page.getByRole('textbox', { name: 'What is done' }).fill('New disks');
  await page.getByLabel('Until').fill('2090-01-01T04:00');
  await page.getByRole('button', { name: 'Add window' }).click();
  await page.getByText('Give at least one matcher').waitFor({ state: 'detached' });
  assert.match(sent[0], /"matchers":\["service=\\"db\\"","zone=~\\"a\|b\\""\],"reason":"New disks"/);

  await page.getByRole('tab', { name: 'Options' }).click();
  const minutes = page.getByRole('textbox', { name: 'Escalate after, minutes' });
  await minutes.waitFor();
  assert.deepEqual(await seriousViolations(page), []);
  await minutes.fill('soon');
  await page.getByRole('button', { name: 'Save options' }).click();
  await page.getByText('Must be a number from 1 to 10080').waitFor();
  await minutes.fill('15');
  await page.getByRole('button', { name: 'Save options' }).click();
  await page.waitForFunction(() => !document.body.innerText.includes('Must be a number'));
  assert.equal(sent[1], 'PUT alert-options {"escalationTimeMinutes":15}');
});

spec(
  'incidents: alerts that a real engine took become one, which is acknowledged and resolved',
  async ({ open, stack }) => {
    const { url } = stack.engine;
    const startsAt = new Date(Date.now() - 5 * 60_000).toISOString();
    const fired = ['PaymentErrorRateHigh', 'PaymentLatencyHigh', HOSTILE.name].map((alertname) => ({
      status: 'firing',
      labels: { alertname, service: 'payment-real', severity: 'critical', namespace: 'real' },
      annotations: { summary: alertname === HOSTILE.name ? HOSTILE.text : 'Payments fail' },
      startsAt,
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'javascript:window.hurt=1',
    }));
    const taken = await fetch(`${url}/api/v1/alerts/alertmanager`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version: '4', status: 'firing', alerts: fired }),
    });
    assert.equal(((await taken.json()) as { accepted: number }).accepted, 3);
    const incidents = async () => {
      const reply = await fetch(`${url}/api/v1/incidents?service=payment-real`);
      return ((await reply.json()) as { incidents: IncidentSummary[] }).incidents;
    };
    await eventually(async () => assert.equal((await incidents())[0]?.alerts, 3));
    const page = await open(`${PAGE}?service=payment-real`);
    const row = page.getByRole('list', { name: 'Incidents' }).getByRole('listitem').first();
    await row.getByText('3 of 3 alerts firing').waitFor();
    await row.getByRole('link').click();
    await page.getByRole('region', { name: 'Where to look first' }).getByText('payment-real').first().waitFor();
    for (const details of await page.getByRole('button', { name: /^Details of/ }).all()) {
      await details.click();
    }
    await page.getByText('Payments fail').first().waitFor();
    assert.deepEqual(
      await page.evaluate(() => ({
        hurt: 'hurt' in window,
        made: document.querySelectorAll('main img, main script').length,
        links: [...document.querySelectorAll('a')].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
      })),
      { hurt: false, made: 0, links: 0 }
    );
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor({ state: 'detached' });
    assert.equal((await incidents())[0]?.state, 'acknowledged');
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.getByRole('textbox', { name: 'What was done' }).fill('Rolled back');
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await page.getByRole('button', { name: 'Reopen' }).waitFor();
    await page.getByText('Rolled back').waitFor();
    assert.equal((await incidents())[0]?.state, 'resolved');
  }
);
