import type { RuleId } from '../policy/policy.js';
import type { ApplicationReason, RegistrationForm } from './form.js';
import type { AcceptanceNumber, Phone, PointCode } from '../shared/ids.js';

/** What a person is told, by kind; the words are in words/notices.ts. Nothing in it identifies the person. */
export type NoticeKind =
  | { kind: 'accepted'; acceptanceNumber: AcceptanceNumber }
  | { kind: 'refused-here'; rule: RuleId }
  | { kind: 'suspended' }
  | { kind: 'returned'; answerBy: string }
  | { kind: 'refused-by-county'; contact: string }
  | { kind: 'withdrawn' }
  | { kind: 'revoked' }
  | { kind: 'ready-to-collect'; point: PointCode }
  | { kind: 'still-waiting'; point: PointCode }
  | { kind: 'made-again' }
  | { kind: 'collected' };

/** One message to the applicant's phone, written in the act's own transaction and sent after it. */
export type Notice = NoticeKind & { readonly phone: Phone };

/** Addresses a message to the phone on the form. */
export function tell(application: { form: RegistrationForm; reason: ApplicationReason }, notice: NoticeKind): Notice {
  return { ...notice, phone: application.form.phone };
}
