import type { Alert } from '../../alert.ts';

/** What puts alerts together: those with equal keys. */
export interface Rule {
  readonly key: string;
  /** A sentence for people. */
  readonly text: string;
}

/** Labels that say where an alert without a service is. */
const PLACES = ['cluster', 'environment', 'env', 'region', 'namespace', 'instance', 'host', 'node'];

/** The rule that an alert falls under: its service; where it names none, its name and where it is. */
export function ruleOf({ service, name, labels }: Pick<Alert, 'service' | 'name' | 'labels'>): Rule {
  if (service !== '') {
    return { key: JSON.stringify(['service', service]), text: `Names the service ${service.slice(0, 80)}.` };
  }
  const places = PLACES.filter((place) => Object.hasOwn(labels, place)).map((place) => `${place}=${labels[place]}`);
  const where = places.length > 0 ? ` at ${places.join(', ').slice(0, 160)}` : '';
  return {
    key: JSON.stringify(['name', name, ...places]),
    text: `Names no service; is "${name.slice(0, 80)}"${where}.`,
  };
}
