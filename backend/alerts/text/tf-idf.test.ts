import { alertWords, wordsOf } from './alert-words.ts';
import { textSimilarity, textVectors } from './tf-idf.ts';

describe('the words of alerts', () => {
  it('takes names apart and leaves out what differs without meaning', () => {
    expect(wordsOf('KubePodCrashLooping: pod cart-7f9c8d6b5-x2x4k restarted 5 times, HTTPErrors_total status')).toEqual(
      ['kube', 'pod', 'crash', 'looping', 'pod', 'cart', 'restarted', 'time', 'http', 'error', 'total', 'status']
    );
  });

  it('reads no links and not all of a text without end', () => {
    const words = alertWords({
      name: 'HighLatency',
      annotations: { runbook_url: 'https://runbooks.example/latency', summary: 'slow checkout '.repeat(100_000) },
    });
    expect(words).not.toContain('runbook');
    expect(words).toContain('checkout');
    expect(words.length).toBeLessThanOrEqual(200);
  });
});

describe('TF-IDF', () => {
  const { rows, terms } = textVectors([['disk', 'full'], ['disk', 'full', 'soon'], ['slow', 'checkout'], []]);

  it('agrees with the formula of smooth_idf', () => {
    const rare = Math.log(5 / 3) + 1;
    const rarest = Math.log(5 / 2) + 1;
    const length = Math.hypot(rare, rare, rarest);
    expect(terms).toEqual(['disk', 'full', 'soon', 'slow', 'checkout']);
    expect(Array.from(rows[1].weights)).toEqual(
      [rare / length, rare / length, rarest / length].map((w) => expect.closeTo(w, 12))
    );
  });

  it('finds like texts like, others not, and an empty one like none', () => {
    expect(textSimilarity(rows[0], rows[0])).toBeCloseTo(1, 12);
    expect(textSimilarity(rows[0], rows[1])).toBeGreaterThan(0.5);
    expect(textSimilarity(rows[0], rows[2])).toBe(0);
    expect(textSimilarity(rows[3], rows[3])).toBe(0);
  });
});
