import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type AcceptanceNumber,
  type Application,
  type ApplicationReason,
  type ApplicationState,
  type BureauCode,
  type Day,
  plainReceiptCode,
  type PointCode,
  type RegistrationForm,
} from '@yidi/domain';
import { Bureau, FieldCipher } from '@yidi/service';

/** A row of `applications`: what is looked for and sorted by stands in clear, everything about the person is sealed. */
export interface ApplicationRow {
  readonly id: string;
  readonly state: ApplicationState;
  readonly revision: number;
  readonly point: PointCode;
  readonly reason: ApplicationReason;
  readonly registration_bureau: BureauCode;
  readonly acceptance_number: AcceptanceNumber | null;
  readonly form: Buffer;
  readonly file: Buffer;
  readonly started_at: Date;
  readonly changed_at: Date;
  readonly due_on: Day | null;
  readonly warned: number;
  readonly arrived_on: Day | null;
}

/** The columns of an ApplicationRow; pg would make a local midnight of a date. */
export const applicationColumns = `id, state, revision, point, reason, registration_bureau, acceptance_number, form, file,
  started_at, changed_at, due_on::text, warned, arrived_on::text`;

/** An application with what its row alone knows. */
export interface Held {
  readonly application: Application;
  readonly startedAt: Date;
  readonly changedAt: Date;
}

/** The sealed part of a case that is not the form. */
type CaseFile = Pick<
  Application,
  | 'signedAt'
  | 'startedBy'
  | 'papers'
  | 'screening'
  | 'fee'
  | 'acceptance'
  | 'clocks'
  | 'suspension'
  | 'returned'
  | 'refusal'
  | 'signed'
  | 'card'
  | 'exceptions'
  | 'collection'
>;

// The seal proves that we wrote it in this form, so nothing is parsed a second time on the way in.
const formColumn = z.custom<RegistrationForm>();
const fileColumn = z.custom<CaseFile>();

const contextOf = (column: 'form' | 'file', id: string): string => `applications.${column}.${id}`;

/** Between an application and its row: seals, opens, and makes the blind indexes. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly bureau: Bureau,
  ) {}

  open(row: ApplicationRow): Held {
    const { id, state, revision, point, reason } = row;
    const file = this.cipher.openJson(row.file, contextOf('file', id), fileColumn);
    return {
      application: {
        ...file,
        id,
        state,
        revision,
        point,
        reason,
        bureau: this.bureau.code,
        registrationBureau: row.registration_bureau,
        form: this.form(row),
      },
      startedAt: row.started_at,
      changedAt: row.changed_at,
    };
  }

  /** The form alone, for lists. */
  form({ id, form }: Pick<ApplicationRow, 'id' | 'form'>): RegistrationForm {
    return this.cipher.openJson(form, contextOf('form', id), formColumn);
  }

  sealForm({ id, form }: Application): Buffer {
    return this.cipher.sealJson(form, contextOf('form', id));
  }

  sealFile(application: Application): Buffer {
    const { signedAt, startedBy, papers, screening, fee, acceptance, clocks, suspension } = application;
    const { returned, refusal, signed, card, exceptions, collection } = application;
    const file: CaseFile = {
      signedAt,
      startedBy,
      papers,
      screening,
      fee,
      acceptance,
      clocks,
      suspension,
      returned,
      refusal,
      signed,
      card,
      exceptions,
      collection,
    };
    return this.cipher.sealJson(file, contextOf('file', application.id));
  }

  /** One person has one index, in whatever application. */
  personIndex(citizenNumber: string): Buffer {
    return this.cipher.blindIndex('citizen-number', citizenNumber);
  }

  /** Receipt code and last four together: who knows only one of them finds nothing, in the same time as one who knows neither. */
  statusIndex(receiptCode: string, lastFour: string): Buffer {
    return this.cipher.blindIndex('public-status', `${plainReceiptCode(receiptCode)}/${lastFour.toUpperCase()}`);
  }
}
