import { type DynamicModule, Module } from '@nestjs/common';
import { letterCatalogue } from '@yidi/domain';
import { Directory, handlerProviders, readCertifyKey } from '@yidi/messaging';
import { type AboutService, Bureau, type Log, ServiceModule } from '@yidi/service';
import { ClaimReviewController } from './claim-review/claim-review.controller.js';
import type { ReviewConfig } from './config.js';
import { FindReviewsController } from './find-reviews/find-reviews.controller.js';
import { ReviewQueue } from './find-reviews/review-queue.js';
import { CERTIFY_KEY } from './issue-application/certify-key.js';
import { IssueApplicationController } from './issue-application/issue-application.controller.js';
import { Issuing } from './issue-application/issuing.js';
import { Lease } from './lease.js';
import { HoldReviewController } from './hold-review/hold-review.controller.js';
import { handlers } from './letters.js';
import { OwnBureau } from './own-bureau.js';
import { ReadPaperController } from './read-paper/read-paper.controller.js';
import { ReadRegisteredPhotoController } from './read-registered-photo/read-registered-photo.controller.js';
import { RecommendReviewController } from './recommend-review/recommend-review.controller.js';
import { RefuseApplicationController } from './refuse-application/refuse-application.controller.js';
import { HttpPopulationRegistry, PopulationRegistry } from './registry/population-registry.js';
import { ReleaseReviewController } from './release-review/release-review.controller.js';
import { RerouteApplicationController } from './reroute-application/reroute-application.controller.js';
import { ReturnApplicationController } from './return-application/return-application.controller.js';
import { RevokeIssueController } from './revoke-issue/revoke-issue.controller.js';
import { SendBackReviewController } from './send-back-review/send-back-review.controller.js';
import { migrations } from './store/migrations/index.js';
import { PaperStore } from './store/paper.store.js';
import { ReviewRows } from './store/review-rows.js';
import { ReviewStore } from './store/review.store.js';
import { TakeOverReviewController } from './take-over-review/take-over-review.controller.js';
import { SweepDeadlines } from './sweep-deadlines/sweep-deadlines.js';

/** What the service says of itself in its documentation. */
export const aboutReview: AboutService = {
  name: 'review',
  title: 'Review',
  description: 'The registration county reviews an application, then issues (签发) or refuses it.',
  version: '1',
};

/** The wiring of the review service, all of it. */
@Module({})
export class AppModule {
  static register(config: ReviewConfig, log?: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ServiceModule.register({
          name: 'review',
          config,
          entities: [],
          migrations,
          letters: { catalogue: letterCatalogue, handlers },
          ...(log && { log }),
        }),
      ],
      controllers: [
        FindReviewsController,
        ReadPaperController,
        ReadRegisteredPhotoController,
        ClaimReviewController,
        HoldReviewController,
        TakeOverReviewController,
        ReleaseReviewController,
        ReturnApplicationController,
        RecommendReviewController,
        RerouteApplicationController,
        SendBackReviewController,
        IssueApplicationController,
        RefuseApplicationController,
        RevokeIssueController,
      ],
      providers: [
        ...handlerProviders(handlers),
        ReviewRows,
        ReviewStore,
        PaperStore,
        Issuing,
        Lease,
        ReviewQueue,
        SweepDeadlines,
        { provide: PopulationRegistry, useClass: HttpPopulationRegistry },
        { provide: CERTIFY_KEY, useFactory: () => readCertifyKey(config.CERTIFY_KEY_FILE) },
        {
          provide: OwnBureau,
          inject: [Directory, Bureau],
          useFactory: (directory: Directory, { code }: Bureau) => OwnBureau.of(directory, code),
        },
      ],
    };
  }
}
