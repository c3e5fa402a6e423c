import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const receiptSeconds = [0.1, 0.5, 1, 5, 30, 60, 300, 3600, 86400];

/** The attributes of the two operations, as OpenTelemetry's conventions for messaging demand them. */
export const sendAttributes = { messaging_system: 'kafka', messaging_operation_name: 'send' } as const;
export const processAttributes = { messaging_system: 'kafka', messaging_operation_name: 'process' } as const;

/** The figures of messaging: OpenTelemetry's messaging names where it has one, `yidi_letters_…` for the rest. */
export class Metrics {
  readonly sent: Counter<'type'>;
  readonly consumed: Counter<'type'>;
  readonly sendSeconds: Histogram<'messaging_system' | 'messaging_operation_name'>;
  readonly processSeconds: Histogram<'messaging_system' | 'messaging_operation_name'>;
  readonly duplicates: Counter;
  readonly parked: Counter<'cause'>;
  readonly quarantined: Counter<'reason'>;
  readonly resent: Counter;
  readonly gone: Counter;
  readonly receiptSeconds: Histogram;
  readonly receiptsDisputed: Counter;
  readonly unsent: Gauge;
  readonly oldestUnsent: Gauge;
  readonly waiting: Gauge;
  readonly kafkaUp: Gauge;
  readonly oldestUnderWay: Gauge;
  readonly missing: Gauge;
  readonly gaps: Gauge;
  readonly silentPeers: Gauge;
  readonly inboxCrashes: Counter;
  readonly stalls: Counter;
  readonly directoryNumber: Gauge;
  readonly directoryExpires: Gauge;
  readonly directoryRefused: Counter<'reason'>;

  /** `look` sets the gauges from the tables; it is called whenever the figures are asked for, once for all of them. */
  constructor(registry: Registry, look: () => Promise<void>) {
    const registers = [registry];
    let looking: Promise<void> | undefined;
    const collect = () => (looking ??= look().finally(() => (looking = undefined)));
    const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
      new Counter({ name, help, labelNames, registers });
    const gauge = (name: string, help: string) => new Gauge({ name, help, registers, collect });
    const histogram = <L extends string>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
      new Histogram({ name, help, buckets, labelNames, registers });
    const attributes = ['messaging_system', 'messaging_operation_name'] as const;
    this.sent = counter('messaging_client_sent_messages_total', 'letters acknowledged by Kafka', 'type');
    this.consumed = counter('messaging_client_consumed_messages_total', 'letters opened and noted', 'type');
    this.sendSeconds = histogram(
      'messaging_client_operation_duration_seconds',
      'one send of a batch to Kafka',
      seconds,
      ...attributes,
    );
    this.processSeconds = histogram(
      'messaging_process_duration_seconds',
      'effect of one batch, committed',
      seconds,
      ...attributes,
    );
    this.duplicates = counter('yidi_letters_duplicates_total', 'letters that had come before');
    this.parked = counter('yidi_letters_parked_total', 'letters put aside', 'cause');
    this.quarantined = counter('yidi_letters_quarantined_total', 'records that prove no sender', 'reason');
    this.resent = counter(
      'yidi_letters_resent_total',
      'letters sent again: no receipt came, or their reader lacks them',
    );
    this.gone = counter('yidi_letters_gone_total', 'numbers that a reader asked for and that are not kept any more');
    this.receiptSeconds = histogram('yidi_letters_receipt_seconds', 'from sending to the receipt', receiptSeconds);
    this.receiptsDisputed = counter('yidi_letters_receipts_disputed_total', 'receipts for letters never written so');
    this.unsent = gauge('yidi_letters_unsent', 'letters written and not yet sent, counted up to 10000');
    this.oldestUnsent = gauge('yidi_letters_oldest_unsent_seconds', 'age of the oldest letter not yet sent');
    this.waiting = gauge('yidi_letters_parked', 'letters put aside now, counted up to 10000');
    this.inboxCrashes = counter('yidi_letters_inbox_crashes_total', 'consumers of the inbox that broke down');
    this.stalls = counter('yidi_letters_inbox_stalls_total', 'consumers of the inbox that fetched nothing');
    this.directoryNumber = gauge('yidi_letters_directory_number', 'number of the directory in use');
    this.directoryExpires = gauge(
      'yidi_letters_directory_expires_seconds',
      'until the directory runs out; below 0 after',
    );
    this.directoryRefused = counter('yidi_letters_directory_refused_total', 'directories not adopted', 'reason');
    this.oldestUnderWay = gauge(
      'yidi_letters_oldest_unreceipted_seconds',
      'age of the oldest letter without a receipt',
    );
    this.missing = gauge('yidi_letters_missing', 'letters that peers say they gave a number and that are not here');
    this.gaps = gauge('yidi_letters_gaps', 'streams with a gap that has been asked for and is not closed');
    this.silentPeers = gauge('yidi_letters_peers_silent', 'peers with letters between us that were not heard for long');
    this.kafkaUp = gauge('yidi_letters_kafka_up', 'whether the inbox is being fetched');
  }
}
