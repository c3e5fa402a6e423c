export { aCard, aPerson, demoPeople } from './people.js';
export type { CreditBatch, CreditRecord } from './credit/batch.js';
export type { LastCard, Person } from './registry/person.js';
export { portrait } from './registry/portrait.js';
export type { Message } from './sms/sms.js';
export { standInPorts, startStandIns, type StandIn, type StandIns, type StandInSetup } from './stand-ins.js';
