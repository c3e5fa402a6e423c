import { type DynamicModule, Module } from '@nestjs/common';
import { letterCatalogue } from '@yidi/domain';
import { Papers } from '@yidi/papers';
import { type AboutService, type Log, ServiceModule } from '@yidi/service';
import { Acceptances } from './accept-application/acceptances.js';
import { AcceptApplicationController } from './accept-application/accept-application.controller.js';
import { AllowExceptionController } from './allow-exception/allow-exception.controller.js';
import { AttachPaperController } from './attach-paper/attach-paper.controller.js';
import { Bureaus } from './bureaus.js';
import { CheckReceiptController } from './check-receipt/check-receipt.controller.js';
import { CollectCardController } from './collect-card/collect-card.controller.js';
import type { IntakeConfig } from './config.js';
import { CorrectApplicationController } from './correct-application/correct-application.controller.js';
import { CountersignFindingController } from './countersign-finding/countersign-finding.controller.js';
import { DiscardApplicationController } from './discard-application/discard-application.controller.js';
import { ExplainScreeningController } from './explain-screening/explain-screening.controller.js';
import { FillFormController } from './fill-form/fill-form.controller.js';
import { ApplicationReader } from './find-applications/application.reader.js';
import { BureausController } from './find-applications/bureaus.controller.js';
import { FindApplicationsController } from './find-applications/find-applications.controller.js';
import { DraftStore } from './keep-draft/draft.store.js';
import { GiveFeeBackController } from './give-fee-back/give-fee-back.controller.js';
import { KeepDraftController } from './keep-draft/keep-draft.controller.js';
import { OnApplicationIssued } from './on-application-issued/on-application-issued.js';
import { OnApplicationRefused } from './on-application-refused/on-application-refused.js';
import { OnApplicationRerouted } from './on-application-rerouted/on-application-rerouted.js';
import { OnApplicationReturned } from './on-application-returned/on-application-returned.js';
import { OnCardArrived } from './on-card-arrived/on-card-arrived.js';
import { OnCardCancelled } from './on-card-cancelled/on-card-cancelled.js';
import { OnCardDestroyed } from './on-card-destroyed/on-card-destroyed.js';
import { OnCardDispatched } from './on-card-dispatched/on-card-dispatched.js';
import { OnCardMade } from './on-card-made/on-card-made.js';
import { OnCardSpoiled } from './on-card-spoiled/on-card-spoiled.js';
import { OnIssueRevoked } from './on-issue-revoked/on-issue-revoked.js';
import { PaperDataOf } from './print-paper/paper-data.js';
import { PaperPrinter } from './print-paper/paper-printer.js';
import { PrintPaperController } from './print-paper/print-paper.controller.js';
import { PublicStatusController } from './public-status/public-status.controller.js';
import { RefuseApplicationController } from './refuse-application/refuse-application.controller.js';
import { PopulationRegistry } from './screen-application/population-registry.js';
import { ScreenApplicationController } from './screen-application/screen-application.controller.js';
import { NoticeSender } from './send-notices/notice-sender.js';
import { Shelf } from './remind-collection/shelf.js';
import { SettleFeeController } from './settle-fee/settle-fee.controller.js';
import { SettleFindingController } from './settle-finding/settle-finding.controller.js';
import { StartApplicationController } from './start-application/start-application.controller.js';
import { ApplicationStore } from './store/application.store.js';
import { ApplicationWriter } from './store/application.writer.js';
import { CaseFiles } from './store/case-file.js';
import { CreditStore } from './store/credit.store.js';
import { intakeMigrations } from './store/migrations/index.js';
import { paperContents, PaperStore } from './store/paper.store.js';
import { SuspendApplicationController } from './suspend-application/suspend-application.controller.js';
import { DeadlineSweeper } from './sweep-deadlines/deadline-sweeper.js';
import { TakeCreditBatchController } from './take-credit-batch/take-credit-batch.controller.js';
import { WithdrawApplicationController } from './withdraw-application/withdraw-application.controller.js';

/** What the documentation says of this service. */
export const about: AboutService = {
  name: 'intake',
  title: 'Yidi intake',
  description: 'The bureau of residence: accepts applications for identity cards off site and hands the cards over.',
  version: '1',
};

const handlers = {
  'application.rerouted': OnApplicationRerouted,
  'application.returned': OnApplicationReturned,
  'application.refused': OnApplicationRefused,
  'application.issued': OnApplicationIssued,
  'issue.revoked': OnIssueRevoked,
  'card.made': OnCardMade,
  'card.spoiled': OnCardSpoiled,
  'card.dispatched': OnCardDispatched,
  'card.arrived': OnCardArrived,
  'card.cancelled': OnCardCancelled,
  'card.destroyed': OnCardDestroyed,
};

const controllers = [
  StartApplicationController,
  FindApplicationsController,
  ExplainScreeningController,
  BureausController,
  KeepDraftController,
  FillFormController,
  AttachPaperController,
  ScreenApplicationController,
  SettleFindingController,
  CountersignFindingController,
  RefuseApplicationController,
  SuspendApplicationController,
  DiscardApplicationController,
  SettleFeeController,
  GiveFeeBackController,
  AcceptApplicationController,
  WithdrawApplicationController,
  CorrectApplicationController,
  AllowExceptionController,
  CollectCardController,
  PrintPaperController,
  PublicStatusController,
  CheckReceiptController,
  TakeCreditBatchController,
];

/** The wiring, all of it. */
@Module({})
export class AppModule {
  static register(config: IntakeConfig, log?: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ServiceModule.register({
          name: 'intake',
          config,
          entities: [],
          migrations: intakeMigrations,
          letters: { catalogue: letterCatalogue, handlers, contents: paperContents },
          ...(log && { log }),
        }),
      ],
      controllers,
      providers: [
        Acceptances,
        ApplicationReader,
        ApplicationStore,
        ApplicationWriter,
        Bureaus,
        CaseFiles,
        CreditStore,
        DeadlineSweeper,
        DraftStore,
        NoticeSender,
        PaperDataOf,
        PaperPrinter,
        Papers,
        PaperStore,
        PopulationRegistry,
        Shelf,
        ...Object.values(handlers),
      ],
    };
  }
}
