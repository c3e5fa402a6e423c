export * from './letter.js';
export { defaultTiming } from './options.js';
export type { AtRest, CrashPoint, KafkaAccess, Log, MessagingOptions, Timing } from './options.js';
export { DirectoryKey, KeyUse, SecretKey, generateKey, keyState, publicKeyOf, rawPublicKey } from './directory/keys.js';
export type { KeyState } from './directory/keys.js';
export { KeyFileFault, readSecret } from './directory/secret.js';
export {
  ServiceKeysFile,
  certifyKey,
  generateAuthorityKey,
  generateBureauKeys,
  generateCertifyKey,
  generateServiceKeys,
  readCertifyKey,
  readServiceKeys,
  serviceKeys,
} from './directory/service-keys.js';
export type { CertifyKey, GeneratedKeys, ServiceKeys, SigningKey, Validity } from './directory/service-keys.js';
export { Directory } from './directory/directory.js';
export type { DirectoryAge, TimeSource } from './directory/directory.js';
export type { DirectoryState } from './directory/directory-keeper.js';
export {
  provisionDirectory,
  publishDirectory,
  publishedDirectory,
  readDirectoryTopic,
} from './directory/directory-topic.js';
export type { DirectoryLayout } from './directory/directory-topic.js';
export { DirectoryEntry } from './directory/entry.js';
export { DirectoryFault } from './directory/fault.js';
export type { DirectoryFaultReason } from './directory/fault.js';
export { directoryFile, directoryTexts, signDirectory } from './directory/signed-directory.js';
export type { DirectoryTexts, Manifest } from './directory/signed-directory.js';
export { signDocument, verifyDocument } from './directory/documents.js';
export { bytesOfContent, Outbox, sealContent } from './outbox/outbox.js';
export type { LetterState, OutboxRows } from './outbox/outbox.js';
export { uuidv7 } from './outbox/uuid.js';
export { bytesArray } from './bytes-array.js';
export { survivesCuts } from './cut-connections.js';
export { fewRandomBytes } from './random.js';
export { stepBack } from './step-back.js';
export { Messaging } from './messaging.js';
export type { MessagingStatus } from './messaging.js';
export { MessagingModule, handlerProviders } from './messaging.module.js';
export type { MessagingRegistration } from './messaging.module.js';
export { grantToApp, messagingMigrations } from './migrations/index.js';
export { Parking } from './inbox/parking.js';
export type { ParkedContent, ParkedFilter, Replayed, Settled, Thread } from './inbox/parking.js';
export { Ledger } from './reconciliation/ledger.js';
export type { Part, QuarantineCount } from './reconciliation/ledger.js';
export type { PeerState } from './reconciliation/peers.js';
export type { IncomingSum, OutgoingSum, PeerSum } from './reconciliation/report.js';
export { raiseEpoch } from './reconciliation/raise-epoch.js';
export type { ParkedLetter } from './inbox/parked.js';
export type { ReceivedState } from './inbox/received-state.js';
export { askService } from './question.js';
export type { Answered, Asker } from './question.js';
export { mayRead } from './rights.js';
export { isSurroundings } from './surroundings.js';
export { bureauRights, DIRECTORY_TOPIC, inboxTopic, provisionBureau } from './kafka.js';
export type { BureauOnKafka, KafkaRight } from './kafka.js';
