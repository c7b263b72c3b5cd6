import assert from 'node:assert/strict';
import { seriousViolations } from './support/axe.ts';
import { incidentRoutes } from './support/incident-replies.ts';
import { answerRoutes, detection, failure } from './support/monitor-replies.ts';
import type { FakeRoutes } from './support/monitor-replies.ts';
import { forecastRoutes } from './support/forecast-replies.ts';
import { recommendation, recommendationRoutes } from './support/recommendation-replies.ts';
import { spec } from './support/spec.ts';
import type { OpenOptions } from './support/spec.ts';

const PAGE = '/a/nightjar-ml-app/recommendations';

const prepared = (more: FakeRoutes = {}): Pick<OpenOptions, 'prepare'> => ({
  prepare: async (page) => void (await answerRoutes(page, recommendationRoutes(more))),
});

for (const theme of ['dark', 'light'] as const) {
  spec(`recommendations: each category, and one that was measured, ${theme}`, async ({ open }) => {
    const page = await open('/', { theme, ...prepared() });
    await page.getByRole('navigation').getByRole('link', { name: 'Recommendations' }).click();
    const cards = page.getByRole('list', { name: 'Recommendations' }).getByRole('listitem');
    await cards.first().waitFor();
    assert.equal(await cards.count(), 6);
    assert.match(await cards.nth(1).innerText(), /Resources[^]*from 1 GiB to 512 MiB[^]*50 % better[^]*88 % sure/);
    assert.deepEqual(await seriousViolations(page), []);
    await page.getByRole('radio', { name: 'Done' }).check({ force: true });
    await page.getByRole('link', { name: 'Give email less memory' }).click();
    const dialog = page.getByRole('dialog').last();
    await dialog.getByText('36.5 % better').waitFor();
    await dialog.getByText('40 % better').waitFor();
    await dialog.getByText('Tried on the past, samples: 1440').waitFor();
    assert.match(page.url(), /state=done&recommendation=done/);
    assert.deepEqual(await seriousViolations(page), []);
  });
}

spec('recommendations: accepted, put off and dismissed', async ({ open }) => {
  const sent: string[] = [];
  const page = await open(PAGE, {
    prepare: async (one) => {
      const reply = { body: recommendation('r0', { state: 'accepted' }) };
      const deeds = Object.fromEntries(
        ['accept', 'snooze', 'dismiss'].map((name) => [`POST recommendations/*/${name}`, reply])
      );
      await answerRoutes(one, recommendationRoutes(deeds));
      one.on('request', (request) => {
        if (request.method() === 'POST') {
          sent.push(`${request.url().split('/api/v1/')[1]} ${request.postData() ?? ''}`);
        }
      });
    },
  });
  await page.getByRole('button', { name: 'Accept: Let checkout keep more idle connections' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).nth(1).click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByRole('button', { name: 'Dismiss' }).isDisabled(), true);
  await dialog.getByRole('textbox', { name: 'Why' }).fill('Black Friday needs it');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Snooze' }).nth(2).click();
  await dialog.getByRole('button', { name: '7 d' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Look now' }).click();
  await page.getByText('Looked just now. To decide: 6').waitFor();
  assert.equal(sent[0], 'recommendations/r0/accept {}');
  assert.equal(sent[1], 'recommendations/r1/dismiss {"reason":"Black Friday needs it"}');
  assert.match(sent[2], /^recommendations\/r2\/snooze \{"until":\d+\}$/);
});

spec('recommendations: who may only read decides nothing', async ({ open }) => {
  const page = await open(PAGE, prepared({ 'GET caller': { body: { login: 'vic', role: 'Viewer' } } }));
  await page.getByText(/You have the role Viewer: recommendations are yours to read/).waitFor();
  assert.equal(await page.getByRole('button', { name: /Accept|Snooze|Dismiss|Look now/ }).count(), 0);
});

for (const theme of ['dark', 'light'] as const) {
  spec(`overview: how things stand, and a part that fails alone, ${theme}`, async ({ open }) => {
    const page = await open('/a/nightjar-ml-app/overview', {
      theme,
      expectProblems: [/503/],
      prepare: async (one) =>
        void (await answerRoutes(one, {
          ...incidentRoutes({ 'GET noise': failure(503, 'busy', 'The store is busy: try again in a moment.') }),
          ...recommendationRoutes(),
          ...forecastRoutes(),
          'GET detections': { body: { detections: [detection('d1', { open: true })], more: false } },
        })),
    });
    await page.getByRole('img', { name: 'Health 55 of 100: Degraded' }).waitFor();
    const part = (name: string) => page.getByRole('region', { name });
    assert.match(await part('What costs points').innerText(), /−20[^]*PaymentErrorRateHigh/);
    await part('Health').getByText('payment 80').waitFor();
    await part('Open incidents').getByText('9 of 11 alerts firing').waitFor();
    await part('Noise in the last 24 hours')
      .getByText(/The store is busy/)
      .waitFor();
    await part('Limits that come near').getByText('Past its limit').waitFor();
    await part('Newest detections').getByRole('link', { name: 'Cart requests' }).waitFor();
    await part('Recommendations').getByText('12.4 % better').waitFor();
    assert.deepEqual(await seriousViolations(page), []);
    await part('Open incidents').getByRole('link', { name: 'All' }).click();
    await page.waitForURL(/\/incidents\?/);
  });
}

spec('recommendations: the panel says where a real engine has none', async ({ open }) => {
  const page = await open('/explore?output=recommendations');
  await page.getByText('Nothing to recommend').waitFor();
  assert.deepEqual(await seriousViolations(page), []);
});
