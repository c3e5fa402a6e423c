export * from './letter.js';
export { defaultTiming } from './options.js';
export type { AtRest, CrashPoint, KafkaAccess, Log, MessagingOptions, Timing } from './options.js';
export { DirectoryKey, KeyUse, SecretKey, publicKeyOf } from './directory/keys.js';
export {
  KeyFileFault,
  ServiceKeysFile,
  certifyKey,
  generateAuthorityKey,
  generateCertifyKey,
  generateServiceKeys,
  readCertifyKey,
  readServiceKeys,
  serviceKeys,
} from './directory/service-keys.js';
export type { CertifyKey, GeneratedKeys, ServiceKeys, Validity } from './directory/service-keys.js';
export { Directory, DirectoryEntry, DirectoryFault, signDirectory } from './directory/directory.js';
export { signDocument, verifyDocument } from './directory/documents.js';
export { bytesOfContent, Outbox, sealContent } from './outbox/outbox.js';
export type { LetterState, OutboxRows } from './outbox/outbox.js';
export { uuidv7 } from './outbox/uuid.js';
export { fewRandomBytes } from './random.js';
export { stepBack } from './step-back.js';
export { Messaging } from './messaging.js';
export type { MessagingStatus } from './messaging.js';
export { MessagingModule, handlerProviders } from './messaging.module.js';
export type { MessagingRegistration } from './messaging.module.js';
export { grantToApp, messagingMigrations } from './migrations/index.js';
export { Parking } from './inbox/parking.js';
export type { Thread } from './inbox/parking.js';
export type { ParkedLetter } from './inbox/parked.js';
export { isSurroundings } from './surroundings.js';
export { inboxTopic, provisionBureau } from './kafka.js';
export type { BureauOnKafka } from './kafka.js';
