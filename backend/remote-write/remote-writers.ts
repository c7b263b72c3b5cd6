import { createHmac } from 'node:crypto';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { asNightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ResultReader } from '../read-api/result-reader.ts';
import { readAddress } from '../sources/prometheus/address.ts';
import type { Owner } from '../store/owner.ts';
import { RemoteWriter } from './remote-writer.ts';
import type { WriteObserver, WriterTimes } from './remote-writer.ts';
import { WriteClient } from './send-request.ts';

/** How a datasource is reached: what requests bring. */
export interface Reach {
  readonly settings: DatasourceSettings;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface WritersOptions {
  /** Told of everything that is sent, or is not. */
  readonly observer: WriteObserver;
  /** Whether this process is the one that sends. */
  readonly isActive: () => boolean;
  /** Secret; what tells settings apart is made with it. */
  readonly key: Buffer;
  readonly log: Log;
  readonly times?: WriterTimes;
}

/** Between two lines on a receiver that does not take samples. */
const QUIET_MS = 300_000;

/** Sends the results of every owner whose settings name a receiver (`remoteWriteUrl`). */
export class RemoteWriters {
  private readonly reader: ResultReader;
  private readonly options: WritersOptions;
  private readonly writers = new Map<string, { readonly print: string; readonly writer: RemoteWriter | null }>();
  private closed = false;

  constructor(reader: ResultReader, options: WritersOptions) {
    this.reader = reader;
    this.options = options;
  }

  /** Begins, goes on or ends as an owner's settings say. */
  see(owner: Owner, reach: Reach): void {
    const id = JSON.stringify([owner.orgId, owner.datasource]);
    const print = this.printOf(reach);
    const before = this.writers.get(id);
    if (this.closed || before?.print === print) {
      return;
    }
    this.writers.delete(id);
    void before?.writer?.close();
    if (print !== undefined) {
      const writer = this.writerTo(owner, reach);
      this.writers.set(id, { print, writer });
      writer?.start();
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.writers.values()].map(({ writer }) => writer?.close()));
    this.writers.clear();
  }

  /** Equal for settings under which samples are sent alike; undefined where none are. */
  private printOf({ settings, secrets }: Reach): string | undefined {
    return settings.remoteWriteUrl && !settings.engineUrl
      ? createHmac('sha256', this.options.key)
          .update(JSON.stringify([settings, Object.entries(secrets).sort()]))
          .digest('base64')
      : undefined;
  }

  /** null, and a line in the log, for settings that are wrong. */
  private writerTo(owner: Owner, { settings, secrets }: Reach): RemoteWriter | null {
    const { remoteWriteUrl: prometheusUrl, ...rest } = settings;
    try {
      const { bases, headers, tls, timeoutMs, shown } = readAddress(
        { ...rest, prometheusUrl },
        secrets,
        this.options.key
      );
      const client = new WriteClient({ url: bases[0], headers, tls, timeoutMs });
      const observer = this.observerFor(shown);
      const { isActive, times } = this.options;
      return new RemoteWriter(this.reader, owner, client, { observer, isActive, times });
    } catch (error) {
      this.options.log('warn', 'Results cannot be sent by remote write.', { reason: asNightjarError(error).message });
      return null;
    }
  }

  /** Counts, and says at most every few minutes what is wrong. */
  private observerFor(url: string): WriteObserver {
    const { observer, log } = this.options;
    let quietUntil = 0;
    const say = (reason: string): void => {
      if (Date.now() >= quietUntil) {
        quietUntil = Date.now() + QUIET_MS;
        log('warn', 'Results are not taken by remote write.', { url, reason });
      }
    };
    return {
      sent: (samples) => observer.sent(samples),
      dropped: (samples, why, reason) => {
        observer.dropped(samples, why, reason);
        say(reason);
      },
      failed: (reason) => {
        observer.failed(reason);
        say(reason);
      },
    };
  }
}
