import { createRequire } from 'node:module';

/** What kafkajs 2.2.4 keeps per connection of requests that wait to be sent. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
const schedule = prototype.scheduleCheckPendingRequests;

/**
 * kafkajs looks for waiting requests every millisecond, on every connection, even when none waits (its issues 1556 and 1704, open
 * since 2023): 3 % of a core per idle service. Here it looks only while one waits.
 */
prototype.scheduleCheckPendingRequests = function () {
  if (this.pending.length > 0) schedule.call(this);
};
