import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AttachmentSent } from '@yidi/domain';
import { type LetterHandler, ParkLetter, type PayloadOf } from '@yidi/messaging';
import { PaperStore } from '../store/paper.store.js';
import { type LetterAbout, ReviewStore, subjectsOf } from '../store/review.store.js';

type Letter = LetterAbout<PayloadOf<typeof AttachmentSent>>;

/** Keeps a photo or scan; it comes before the letter that names it. */
@Injectable()
export class OnAttachmentSent implements LetterHandler<typeof AttachmentSent> {
  constructor(
    private readonly papers: PaperStore,
    private readonly reviews: ReviewStore,
  ) {}

  async handle(letters: Letter[], tx: EntityManager): Promise<void> {
    const open = await this.reviews.lock(tx, subjectsOf(letters));
    const papers = letters.map(({ subject, from, payload, bytes, receivedAt }) => {
      const { review } = open.get(subject) ?? {};
      if (review && review.residenceBureau !== from.bureau) throw new ParkLetter('not-yours');
      const { sha256, size } = payload.paper;
      if (!bytes || bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new ParkLetter('malformed', 'the bytes are not those that the letter names');
      }
      return { applicationId: subject, senderBureau: from.bureau, sha256, bytes, receivedAt };
    });
    await this.papers.keep(tx, papers);
  }
}
