import type { Bench } from './bench.ts';
import { ratioGate } from './bench.ts';
import { sectionOf, updatePage } from './results-page.ts';

const bench: Bench = { title: 'Two', summary: '', run: () => Promise.reject(new Error('not run')) };

describe('the page of benchmarks', () => {
  it('replaces the sections that were measured and keeps the others, in the order of the list', () => {
    const page = '# Old words\n\n## Two\n\nold two\n\n### below\n\n## One\n\nold one\n\n## Gone\n\nleft out\n';
    const updated = updatePage(page, ['One', 'Two', 'Three'], new Map([['Two', '## Two\n\nnew two']]));
    expect(updated).toMatch(/^# Benchmarks\n[^]*\n## One\n\nold one\n\n## Two\n\nnew two\n$/);
    expect(updatePage('', ['One'], new Map())).toMatch(/^# Benchmarks\n/);
  });

  it('says which gates failed and which goals were missed', () => {
    const report = {
      markdown: 'text',
      gates: [ratioGate('fit', 3.456, 20), ratioGate('score', 700.2, 500)],
      goals: [{ name: 'memory', aim: '250 MiB', found: '300 MiB', reached: false }],
      figures: {},
      skipped: ['Go is not installed.'],
    };
    const section = sectionOf(bench, report, 1);
    expect(section).toContain('| gate | fit | at least 20 | 3.46 | **failed** |');
    expect(section).toContain('| gate | score | at least 500 | 700 | passed |');
    expect(section).toContain('| goal | memory | 250 MiB | 300 MiB | **missed** |');
    expect(section).toContain('Go is not installed.');
  });
});
