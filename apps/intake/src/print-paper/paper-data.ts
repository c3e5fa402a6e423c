import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Application,
  chinaDay,
  type Day,
  givenBackFen,
  missingOf,
  type Officer,
  policyOn,
  type PrintKind,
  startClock,
} from '@yidi/domain';
import { Directory, readServiceKeys, type ServiceKeys } from '@yidi/messaging';
import { type PaperData, type PaperHead, receiptHolder, receiptProof, type ReceiptSize } from '@yidi/papers';
import { CONFIG } from '@yidi/service';
import { Bureaus } from '../bureaus.js';
import type { IntakeConfig } from '../config.js';

/** A print that somebody asks for. */
export interface Asked {
  readonly officer: Officer;
  readonly at: Date;
  readonly copy: number;
  readonly size: ReceiptSize;
  readonly photo: Uint8Array | null;
}

type DataOf = { readonly [K in PrintKind]: (application: Application, asked: Asked) => PaperData<K> };

/** Papers as an application's state makes them due: `checkPrint` has been asked before. */
@Injectable()
export class PaperDataOf {
  private readonly keys: ServiceKeys;

  constructor(
    private readonly bureaus: Bureaus,
    private readonly directory: Directory,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {
    this.keys = readServiceKeys(config.LETTER_KEYS_FILE);
  }

  readonly of: DataOf = {
    'acceptance-form': (application, asked) => {
      const { acceptance, fee, signed } = application;
      return {
        head: this.head(application, asked),
        number: acceptance?.number ?? null,
        reason: application.reason,
        form: application.form,
        signedOn: dayOf(application.signedAt),
        county: this.bureaus.about(application.registrationBureau).name,
        papers: application.papers.map(({ kind }) => kind),
        feeFen: fee?.amountFen ?? null,
        photo: asked.photo,
        clerk: application.startedBy.name,
        acceptingOfficer: acceptance?.by.name ?? null,
        reviewer: signed?.certification.reviewer.name ?? null,
        issuer: signed?.certification.issuer.name ?? null,
      };
    },
    receipt: (application, asked) => {
      const { number, receiptCode, at } = accepted(application);
      const { name, citizenNumber } = application.form;
      const said = {
        reason: application.reason,
        acceptedOn: dayOf(at),
        dueOn: this.promisedOn(application),
        feeFen: application.fee?.amountFen ?? 0,
      };
      const facts = {
        ...said,
        bureau: application.bureau,
        number,
        printedOn: chinaDay(asked.at),
        holder: receiptHolder({ number, name, citizenNumber }),
      };
      return {
        ...said,
        head: this.head(application, asked),
        size: asked.size,
        number,
        receiptCode,
        name,
        citizenNumber,
        publicAddress: this.config.PUBLIC_ADDRESS ?? null,
        proof: receiptProof(facts, this.keyAt(asked.at)),
      };
    },
    'missing-papers': (application, asked) => ({
      ...this.named(application, asked),
      there: application.papers.map(({ kind }) => kind),
      missing: missingOf(application).papers,
      also: missingOf(application).rules,
    }),
    'refusal-notice': (application, asked) => {
      const refusal = due(application.refusal);
      const { fee, acceptance } = application;
      return {
        ...this.named(application, asked),
        number: acceptance?.number ?? null,
        at: refusal.at,
        officer: refusal.officer?.name ?? null,
        words: refusal.words,
        by:
          refusal.by === 'desk'
            ? { who: 'desk', rule: refusal.rule }
            : {
                who: 'county',
                county: this.bureaus.about(application.registrationBureau).name,
                contact: refusal.contact,
              },
        refundFen: givenBackFen(fee),
      };
    },
    'suspension-notice': (application, asked) => {
      const { rule, words, at, by } = due(application.suspension);
      return { ...this.named(application, asked), rule, words, at, officer: by.name };
    },
    'fee-receipt': (application, asked) => {
      const fee = due(application.fee);
      const today = chinaDay(asked.at);
      const { receiptNumber, refundReceipt } = fee;
      return {
        ...this.named(application, asked),
        fee,
        on: dayOfReceipt(receiptNumber) ?? today,
        refund: refundReceipt ? { after: application.state, on: dayOfReceipt(refundReceipt) ?? today } : null,
      };
    },
    'collection-slip': (application, asked) => {
      const { collection, form } = application;
      return {
        ...this.named(application, asked),
        number: accepted(application).number,
        citizenNumber: form.citizenNumber,
        collection: collection && {
          at: collection.at,
          by: collection.by.name,
          identity: collection.request.identity.by,
          proxy: collection.request.collector.who === 'proxy' ? collection.request.collector : null,
          originalCard: collection.request.originalCard,
        },
      };
    },
  };

  /** The signing key that the directory lists for this service: whoever has the directory can check a receipt. */
  private keyAt(at: Date): KeyObject {
    const { service, sign } = this.keys;
    const listed = sign.find(({ kid }) => this.directory.signingKey(this.config.BUREAU, service, kid, at));
    return (listed ?? sign[0]).key;
  }

  private named(application: Application, asked: Asked) {
    return { head: this.head(application, asked), name: application.form.name, reason: application.reason };
  }

  private head({ point }: Application, { officer, at, copy }: Asked): PaperHead {
    const { name, nameEn, phone, points, contact } = this.bureaus.own();
    const place = points.find(({ code }) => code === point) ?? { name, phone, address: contact };
    return {
      office: { bureau: name, bureauEn: nameEn, place: place.name, address: place.address, phone: place.phone },
      demo: this.config.YIDI_MODE === 'development',
      copy,
      printedBy: officer.name,
      printedAt: at.toISOString(),
    };
  }

  /** The last day of the whole limit; once the card is handed over no clock runs any more. */
  private promisedOn({ clocks, signedAt, acceptance }: Application): Day {
    const running = clocks.find(({ name }) => name === 'whole');
    if (running) return running.dueOn;
    const policy = policyOn(this.config.POLICY_FAMILY, dayOf(acceptance?.at ?? signedAt));
    return startClock('whole', dayOf(signedAt), policy).dueOn;
  }
}

const dayOf = (at: string): Day => chinaDay(new Date(at));

/** The day in the number of a till's receipt: point, day, running number. */
const dayOfReceipt = (receiptNumber: string): string | undefined =>
  /^\d{9}(\d{4})(\d{2})(\d{2})R/.exec(receiptNumber)?.slice(1, 4).join('-');

const accepted = ({ acceptance }: Application) => due(acceptance);

function due<T>(what: T | null): T {
  if (what === null) throw new Error('this paper is not due');
  return what;
}
