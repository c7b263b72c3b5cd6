/** What an alert tells of: something that is wrong where it fires, something that may come from further down, or fewer requests from further up. */
export type Nature = 'trouble' | 'symptom' | 'starved' | 'unclear';

const stems = (text: string): readonly string[] => text.split(' ');

const TROUBLE = stems(
  'cpu memory oom killed throttl disk io volume crash loop restart packet network config replica ready probe health pool deploy rollout release ' +
    'certificate saturat heap leak garbage thread descriptor evict image node refused reset storage down missing quota'
);
const SYMPTOM = stems(
  'latency slow error timeout deadline upstream downstream dependenc slo budget burn response request fail success availab apdex call exception'
);
const STARVED = stems('traffic throughput drop fewer idle');

/** How something goes wrong: requests fail, or they take long. What fails makes its callers fail, what is slow makes them slow. */
export type Manner = 'failing' | 'slow' | 'unclear';

const FAILING = stems(
  'error fail crash refused reset reject config ready unavailab exception abort panic down status probe health burn'
);
const SLOW = stems(
  'latency slow timeout deadline queue wait throttl saturat busy pool congest packet retransmit response percentile duration backlog leak memory'
);

/** Told by the words of an alert's name, and of its text where the name says nothing. */
export function mannerOf(name: readonly string[], text: readonly string[]): Manner {
  for (const words of [name, text]) {
    const [failing, slow] = [hits(words, FAILING), hits(words, SLOW)];
    if (failing !== slow) {
      return failing > slow ? 'failing' : 'slow';
    }
  }
  return 'unclear';
}

function hits(words: readonly string[], list: readonly string[]): number {
  return words.filter((word) => list.some((stem) => (stem.length < 4 ? word === stem : word.startsWith(stem)))).length;
}

/** Told by the words of an alert's name, and of its text where the name says nothing. */
export function natureOf(name: readonly string[], text: readonly string[]): Nature {
  for (const words of [name, text]) {
    const starved = hits(words, STARVED);
    const trouble = hits(words, TROUBLE);
    const symptom = hits(words, SYMPTOM);
    if (starved > 0 && trouble === 0 && starved >= symptom) {
      return 'starved';
    }
    if (trouble !== symptom) {
      return trouble > symptom ? 'trouble' : 'symptom';
    }
  }
  return 'unclear';
}
