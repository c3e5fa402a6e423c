import { createRequire } from 'node:module';
import './kafka-at-rest.js';

interface Queue {
  readonly throttleCheckTimeoutId?: unknown;
  push(request: { entry: object; expectResponse: boolean; sendRequest(): void }): void;
  fulfillRequest(response: { correlationId: number; payload: object; size: number }): void;
  maybeThrottle(milliseconds: number): void;
  destroy(): void;
}
const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as new (given: object) => Queue;

/** One connection with one request outstanding at a time. */
class Connection {
  readonly sent: number[] = [];
  readonly queue = new RequestQueue({
    maxInFlightRequests: 1,
    requestTimeout: 1000,
    logger: { debug: () => undefined },
    isConnected: () => true,
  });

  /** Resolves once the request is sent. */
  ask(correlationId: number): Promise<void> {
    return new Promise((resolve) => {
      const entry = { correlationId, resolve: () => undefined };
      const sendRequest = () => resolve(void this.sent.push(correlationId));
      this.queue.push({ entry, expectResponse: true, sendRequest });
    });
  }

  answer(correlationId: number): void {
    this.queue.fulfillRequest({ correlationId, payload: {}, size: 0 });
  }
}

describe('a connection to Kafka', () => {
  const connections: Connection[] = [];
  const connection = (): Connection => {
    const opened = new Connection();
    connections.push(opened);
    return opened;
  };
  afterAll(() => connections.forEach(({ queue }) => queue.destroy()));

  it('sets no timer while nothing waits to be sent', async () => {
    const still = connection();
    await still.ask(1);
    still.answer(1);
    expect(still.queue.throttleCheckTimeoutId ?? undefined).toBeUndefined();
  });

  it('sends what waits for an answer as soon as that is there', async () => {
    const waiting = connection();
    await waiting.ask(1);
    const second = waiting.ask(2);
    expect(waiting.sent).toEqual([1]);
    waiting.answer(1);
    await second;
    expect(waiting.sent).toEqual([1, 2]);
  });

  it('sends what waits for a pause that the broker asked for when the pause is over', async () => {
    const paused = connection();
    paused.queue.maybeThrottle(5);
    const first = paused.ask(1);
    expect(paused.sent).toEqual([]);
    await first;
    expect(paused.sent).toEqual([1]);
  });
});
