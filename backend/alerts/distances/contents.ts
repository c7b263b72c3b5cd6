import type { Alert } from '../alert.ts';
import { alertWords } from '../text/alert-words.ts';
import { countsOf, textVectors, vectorsOf } from '../text/tf-idf.ts';
import type { TextVectors, WordCounts } from '../text/tf-idf.ts';

/** What alerts say, each different thing once: `of[i]` is that of alert i. */
export interface Contents {
  readonly of: Int32Array;
  readonly labels: TextVectors;
  readonly words: TextVectors;
}

/** Labels that say what an alert is or where it was made, not what it is about. */
const LEFT_OUT = new Set(['alertname', 'severity', 'prometheus', 'prometheus_replica', 'alertstate', 'grafana_folder']);
/** Characters of a label's value that count. */
const READ = 200;

/** Pairs of strings by number: strings that alerts hold are looked up as they are, since making new ones of them takes longest. */
class Pairs {
  readonly shown: string[] = [];
  readonly #ids = new Map<string, Map<string, number>>();

  idOf(name: string, value: string): number {
    let values = this.#ids.get(name);
    if (values === undefined) {
      values = new Map();
      this.#ids.set(name, values);
    }
    let id = values.get(value);
    if (id === undefined) {
      id = this.shown.length;
      values.set(value, id);
      this.shown.push(`${name}=${value}`);
    }
    return id;
  }
}

/** Vectors of labels (`name=value`, that of the service counting twice) and of words, by TF-IDF among these alerts. */
export function contentsOf(alerts: readonly Alert[]): Contents {
  const numbers = new Map<string, number>();
  const pairs = new Pairs();
  const said = new Pairs();
  const labels: WordCounts[] = [];
  const words: string[][] = [];
  const of = new Int32Array(alerts.length);
  alerts.forEach((alert, i) => {
    const ids = labelIds(alert, pairs);
    const texts = Object.keys(alert.annotations).map((name) => said.idOf(name, alert.annotations[name]));
    const key = `${said.idOf('', alert.name)};${ids.join()};${texts.join()}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      labels.push(countsOf(ids));
      words.push(alertWords(alert));
    }
    of[i] = number;
  });
  return { of, labels: vectorsOf(labels, pairs.shown), words: textVectors(words) };
}

function labelIds({ labels, service }: Alert, pairs: Pairs): number[] {
  const ids = service === '' ? [] : [pairs.idOf('service', service.slice(0, READ))];
  for (const name of Object.keys(labels)) {
    if (!LEFT_OUT.has(name)) {
      ids.push(pairs.idOf(name, labels[name].slice(0, READ)));
    }
  }
  return ids;
}
