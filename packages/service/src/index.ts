export { Act, checkRevision, type Current, Edit, NeedsRevision, staleRevision } from './acts/act.js';
export {
  Acts,
  type Note,
  type NoteMaker,
  type NoteOf,
  type Outcome,
  type Outcomes,
  noteParameters,
  noteSql,
} from './acts/acts.js';
export { Gathered } from './acts/gathered.js';
export { Answer, created, ok } from './acts/answer.js';
export { NoteSweeper } from './acts/sweeper.js';
export { BrokenSeals } from './broken-seals.js';
export { canonicalBytes } from './canonical.js';
export { Clock, ClockFollower } from './clock.js';
export {
  baseEnvironment,
  brokerList,
  ConfigError,
  ed25519PublicKey,
  environmentPieces,
  envExample,
  httpAddress,
  migrateEnvironment,
  port,
  readConfig,
  type ServiceConfig,
} from './config.js';
export { databaseOptions } from './database.js';
export { FieldCipher, FieldKeys, SealBroken } from './field-cipher.js';
export { type HistoryEntry, historyParameter, historySql, noteHistory, noteRead, type ReadEntry } from './history.js';
export { checkRevisionOf, historyOf } from './history-of.js';
export { Health, type Readiness } from './http/health.controller.js';
export { type AboutService, openApiDocument } from './http/openapi.js';
export { Requests } from './http/requests.js';
export { byteTypes, RateLimit, TakesBytes, TakesUpTo } from './http/routes.js';
export { fromCursor, page, type Page, toCursor } from './lists.js';
export { Recurring, type Recurrence } from './recurring.js';
export { createLog, LOG, type Log, safeError } from './log.js';
export { appRoleOf, migrate, type MigrationClass } from './migrate.js';
export { serviceMigrations } from './migrations/index.js';
export { CONFIG, ServiceModule, type ServiceRegistration } from './module.js';
export { CurrentOfficer, InPost, MayDo, Public, Roles } from './officers/officer.js';
export { Bureau } from './officers/bureau.js';
export {
  askPopulationRegistry,
  askRegisteredPhoto,
  POPULATION_REGISTRY,
  type RegisteredPhoto,
  type RegistryQuestion,
} from './population-registry.js';
export { callOutside, OutsideAway, type OutsideCall } from './outside.js';
export { type OutsideMore, Outsides } from './outsides.js';
export { prepared } from './prepared.js';
export { nextCopy, notePrint, type Print, printsOf } from './prints.js';
export { type ProblemCode, problemCodes, type ServiceCode, serviceCodes } from './problem/codes.js';
export { domainStatus } from './problem/domain-codes.js';
export { type FieldError, Problem, type ProblemAnswer } from './problem/problem.js';
export { toProblem } from './problem/to-problem.js';
export { createService, runMain, startService } from './start.js';
export { waitingIn } from './waiting.js';
export type { ServiceRequest } from './request.js';
export { isSurroundings } from '@yidi/messaging';
export type { Officer, Role } from '@yidi/domain';
