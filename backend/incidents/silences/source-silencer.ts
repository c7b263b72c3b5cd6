import type { AlertOptions, AlertSource } from '../../../contract/alerts.ts';
import type { DatasourceSettings } from '../../../contract/settings.ts';
import { alertmanagerAddress, grafanaAddress } from '../../sources/alertmanager/address.ts';
import type { AlertmanagerAddress } from '../../sources/alertmanager/address.ts';
import { AlertmanagerClient } from '../../sources/alertmanager/alertmanager-client.ts';
import type { Owner } from '../../store/owner.ts';
import type { Silencer, SilenceRequest, WrittenSilence } from '../silencer.ts';
import { matcherText, silenceMatchers } from './silence-matchers.ts';

type Where = WrittenSilence['where'];

export interface SilencerNeeds {
  /** How an owner's datasource is reached; null while nobody has said. */
  reach(
    owner: Owner
  ): { readonly settings: DatasourceSettings; readonly secrets: Readonly<Record<string, string>> } | null;
  options(owner: Owner): Promise<Pick<AlertOptions, 'alertmanagerUrl'>>;
}

const WHERE: Partial<Record<AlertSource, Where>> = { alertmanager: 'alertmanager', grafana: 'grafana' };

/** Silences in Alertmanager and in Grafana's own Alertmanager, by the API that both have. */
export class SourceSilencer implements Silencer {
  private readonly needs: SilencerNeeds;

  constructor(needs: SilencerNeeds) {
    this.needs = needs;
  }

  async silence(owner: Owner, { alerts, until, text, by }: SilenceRequest): Promise<readonly WrittenSilence[]> {
    const written: WrittenSilence[] = [];
    try {
      for (const where of ['alertmanager', 'grafana'] as const) {
        const labels = alerts.filter(({ source }) => WHERE[source] === where).map((alert) => alert.labels);
        const address = labels.length > 0 ? await this.addressOf(owner, where) : null;
        if (address) {
          await within(address, async (client) => {
            for (const matchers of silenceMatchers(labels)) {
              const silence = { matchers, startsAt: Date.now(), endsAt: until, createdBy: by || 'Nightjar' };
              const comment = text.trim() || 'Silenced in Nightjar.';
              const id = await client.silence({ ...silence, comment });
              written.push({ where, id, matchers: matcherText(matchers) });
            }
          });
        }
      }
    } catch (error) {
      // Half a silence would look like a whole one: the one that failed counts, whatever becomes of taking the others back.
      await Promise.allSettled([this.expire(owner, written)]);
      throw error;
    }
    return written;
  }

  async expire(owner: Owner, silences: readonly WrittenSilence[]): Promise<void> {
    for (const [where, some] of Map.groupBy(silences, (silence) => silence.where)) {
      const address = await this.addressOf(owner, where);
      if (address) {
        await within(address, (client) => Promise.all(some.map(({ id }) => client.expire(id))));
      }
    }
  }

  private async addressOf(owner: Owner, where: Where): Promise<AlertmanagerAddress | null> {
    const { settings, secrets } = this.needs.reach(owner) ?? { settings: {}, secrets: {} };
    if (where === 'grafana') {
      return grafanaAddress(settings, secrets);
    }
    const { alertmanagerUrl } = await this.needs.options(owner);
    return alertmanagerAddress(settings, secrets, alertmanagerUrl);
  }
}

async function within(
  address: AlertmanagerAddress,
  work: (client: AlertmanagerClient) => Promise<unknown>
): Promise<void> {
  const client = new AlertmanagerClient(address);
  try {
    await work(client);
  } finally {
    await client.close();
  }
}
