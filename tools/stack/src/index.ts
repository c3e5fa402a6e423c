export { Child } from './servers/child.js';
export { startKafka } from './servers/kafka.js';
export type { KafkaPlan, KafkaServer } from './servers/kafka.js';
export { freePort, isFree } from './servers/ports.js';
export { startPostgres } from './servers/postgres.js';
export type { PostgresPlan, PostgresServer } from './servers/postgres.js';
export { Reaper } from './servers/reaper.js';
export { startTestServers, testBureaus } from './servers/test-servers.js';
export type { TestServers } from './servers/test-servers.js';
