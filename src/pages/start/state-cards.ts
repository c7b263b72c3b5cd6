import { formattedValueToString, getValueFormat } from '@grafana/data';
import type { Health } from '../../api/health.ts';
import { stateWords } from './words.ts';

export interface StateCard {
  readonly title: string;
  readonly state: 'waiting' | 'good' | 'bad' | 'plain';
  readonly value: string;
  readonly detail?: string;
}

/** The cards of a health reply; null while it is asked for. */
export function stateCards(health: Health | null): StateCard[] {
  if (!health) {
    const titles = [stateWords.engine, stateWords.provider, stateWords.prometheus, stateWords.store, stateWords.models];
    return titles.map((title) => ({ title: title(), state: 'waiting', value: stateWords.loading() }));
  }
  const { engine, provider, prometheus, store, models } = health;
  return [
    {
      title: stateWords.engine(),
      state: 'good',
      value: stateWords.engineRuns(engine.version),
      detail: stateWords.engineDetail(
        engine.platform,
        inUnit('dtdurations', engine.uptimeSeconds),
        inUnit('bytes', engine.memoryBytes)
      ),
    },
    { title: stateWords.provider(), state: 'plain', value: provider.name.toUpperCase(), detail: provider.reason },
    {
      title: stateWords.prometheus(),
      state: prometheus.ok ? 'good' : 'bad',
      value: prometheus.ok ? stateWords.prometheusOk() : stateWords.prometheusFailed(),
      detail: prometheus.message,
    },
    {
      title: stateWords.store(),
      state: store.ok ? 'good' : 'plain',
      value: store.kind === 'sqlite' ? 'SQLite' : stateWords.inMemory(),
      detail: store.message,
    },
    {
      title: stateWords.models(),
      state: 'plain',
      value: stateWords.modelCount(models.cached),
      detail: stateWords.modelDetail(
        inUnit('bytes', models.bytes),
        inUnit('bytes', models.maxBytes),
        models.waitingFits
      ),
    },
  ];
}

function inUnit(unit: string, value: number): string {
  return formattedValueToString(getValueFormat(unit)(value, unit === 'bytes' ? 0 : undefined));
}
