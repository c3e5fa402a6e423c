import { type DynamicModule, Module } from '@nestjs/common';
import { letterCatalogue } from '@yidi/domain';
import { handlerProviders, type HandlersOf } from '@yidi/messaging';
import { Papers } from '@yidi/papers';
import { type AboutService, type Log, ServiceModule } from '@yidi/service';
import type { ProductionConfig } from './config.js';
import { DestroyCardController } from './destroy-card/destroy-card.controller.js';
import { DispatchParcelController } from './dispatch-parcel/dispatch-parcel.controller.js';
import { FindCardsController } from './find-cards/find-cards.controller.js';
import { FindParcelsController } from './find-parcels/find-parcels.controller.js';
import { FindBatchController } from './make-batch/find-batch.controller.js';
import { MakeBatchController } from './make-batch/make-batch.controller.js';
import { OnCardCollected } from './on-card-collected/on-card-collected.js';
import { OnCardOrdered } from './on-card-ordered/on-card-ordered.js';
import { OnCardStopped } from './on-card-stopped/on-card-stopped.js';
import { ManifestPrinter } from './print-manifest/manifest-printer.js';
import { PrintManifestController } from './print-manifest/print-manifest.controller.js';
import { ReadCardPhotoController } from './read-card-photo/read-card-photo.controller.js';
import { ReceiveParcelController } from './receive-parcel/receive-parcel.controller.js';
import { ReleaseHeldCardController } from './release-held-card/release-held-card.controller.js';
import { ReportLostParcelController } from './report-lost-parcel/report-lost-parcel.controller.js';
import { ReportMissingCardController } from './report-missing-card/report-missing-card.controller.js';
import { ReportSpoiledCardController } from './report-spoiled-card/report-spoiled-card.controller.js';
import { CardMachine } from './run-machine/card-machine.js';
import { RunMachine } from './run-machine/run-machine.js';
import { BatchStore } from './store/batch.store.js';
import { CardStore } from './store/card.store.js';
import { productionMigrations } from './store/migrations/index.js';
import { ParcelStore } from './store/parcel.store.js';
import { SweepDeadlines } from './sweep-deadlines/sweep-deadlines.js';
import { VerifyCardController } from './verify-card/verify-card.controller.js';

/** What production says of itself. */
export const about: AboutService = {
  name: 'production',
  title: 'Production',
  description:
    'The card centre: makes the card that the registration county has certified, checks it, brings it to the acceptance point',
  version: '1',
};

const handlers: HandlersOf<typeof letterCatalogue, 'production'> = {
  'card.ordered': OnCardOrdered,
  'card.stopped': OnCardStopped,
  'card.collected': OnCardCollected,
};

/** The wiring, all of it. */
@Module({})
export class AppModule {
  static register(config: ProductionConfig, log?: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ServiceModule.register({
          name: 'production',
          config,
          entities: [],
          migrations: productionMigrations,
          letters: { catalogue: letterCatalogue, handlers },
          ...(log && { log }),
        }),
      ],
      controllers: [
        FindCardsController,
        FindBatchController,
        FindParcelsController,
        MakeBatchController,
        PrintManifestController,
        ReadCardPhotoController,
        VerifyCardController,
        ReportMissingCardController,
        ReportSpoiledCardController,
        ReleaseHeldCardController,
        DestroyCardController,
        DispatchParcelController,
        ReceiveParcelController,
        ReportLostParcelController,
      ],
      providers: [
        CardStore,
        BatchStore,
        ParcelStore,
        CardMachine,
        ManifestPrinter,
        Papers,
        RunMachine,
        SweepDeadlines,
        ...handlerProviders(handlers),
      ],
    };
  }
}
