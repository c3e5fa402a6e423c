import type { PaperKind } from '../intake/form.js';
import type { Screening } from '../intake/screening.js';
import { accept, correct, settleFee, withdraw } from '../intake/acceptance.js';
import type { Application, ApplicationState } from '../intake/application.js';
import { collect, type CollectionRequest } from '../intake/collection.js';
import { discard, fileScreening, refuseAtDesk, suspend } from '../intake/desk.js';
import { feeDue } from '../intake/fee.js';
import { takeIssueAndOrder, takeRefusal, takeReturn, takeRevocation } from '../intake/from-county.js';
import { takeArrival, takeDestruction, takeDispatch, takeMade } from '../intake/from-workshop.js';
import { nameOf } from '../shared/officer.js';
import { aLetter } from './letters.js';
import {
  acceptedAt,
  aPaper,
  applicationId,
  aScreening,
  aSignedCertification,
  deskContact,
  issuedAt,
  receipt,
  seed,
} from './case.js';
import { aForm, anOfficer, found } from './people.js';
import { aFeeReceipt, aPoint, county, residence } from './values.js';

const clerk = anOfficer({ role: 'clerk' });
const acceptor = anOfficer({ role: 'accepting-officer' });

/** A request at the counter with everything in order. */
export function aCollection(over: Partial<CollectionRequest> = {}): CollectionRequest {
  return {
    receiptCode: receipt.receiptCode,
    identity: { by: 'fingerprint', result: 'match' },
    collector: { who: 'holder' },
    originalCard: 'returned',
    signed: true,
    ...over,
  };
}

function draft(over: Partial<Application>): Application {
  const reason = over.reason ?? 'expiry';
  return {
    id: over.id ?? applicationId,
    state: 'draft',
    revision: 1,
    bureau: over.bureau ?? residence,
    point: over.point ?? aPoint(`${residence}001`),
    reason,
    form: over.form ?? aForm(),
    signedAt: acceptedAt.toISOString(),
    registrationBureau: over.registrationBureau ?? county,
    startedBy: nameOf(clerk),
    papers: over.papers ?? [aPaper('photo'), aPaper(reason === 'loss' ? 'household-register' : 'original-card')],
    screening: null,
    fee: null,
    acceptance: null,
    clocks: [],
    suspension: null,
    returned: null,
    refusal: null,
    signed: null,
    card: null,
    exceptions: [],
    collection: null,
  };
}

/** A changed face, no card on record: nobody can say who this is. */
const unclear = (papers: readonly PaperKind[]): Screening =>
  aScreening({ papers, form: aForm({ appearanceChanged: true }), registry: found({ lastCard: null }) });

/** Goes the real road to a state: each example stands where the acts before it have led. */
function walkTo(state: ApplicationState, over: Partial<Application>): Application {
  const from = (earlier: ApplicationState): Application => walkTo(earlier, over);
  const papers = draft(over).papers.map(({ kind }) => kind);
  switch (state) {
    case 'draft':
      return draft(over);
    case 'screened': {
      const start = from('draft');
      const screened = fileScreening(start, aScreening({ papers, reason: start.reason }), undefined, clerk).next;
      return settleFee(screened, { amountFen: feeDue(seed, start.reason) }, aFeeReceipt(), seed, clerk).next;
    }
    case 'suspended': {
      const screened = fileScreening(from('draft'), unclear(papers), undefined, clerk).next;
      return suspend(screened, { rule: 'appearance', words: '暂难确认身份' }, acceptor, acceptedAt).next;
    }
    case 'refused-here': {
      const screened = fileScreening(from('draft'), unclear(papers), undefined, clerk).next;
      return refuseAtDesk(screened, { rule: 'first-time', words: '首次申领' }, acceptor, acceptedAt).next;
    }
    case 'void':
      return discard(from('draft'), clerk).next;
    case 'accepted':
      return accept(from('screened'), receipt, { policy: seed, contact: deskContact }, acceptor, acceptedAt).next;
    case 'returned':
      return takeReturn(from('accepted'), aLetter('application.returned')).next;
    case 'corrected': {
      const returned = from('returned');
      const answers = returned.returned?.items.map(({ item }) => ({ item, text: '已重新拍照' })) ?? [];
      return correct(returned, { answers, form: returned.form }, clerk, issuedAt).next;
    }
    case 'refused-by-county':
      return takeRefusal(from('accepted'), aLetter('application.refused')).next;
    case 'withdrawn':
      return withdraw(from('accepted'), 'applicant-wish', clerk, issuedAt).next;
    case 'issued':
      return { ...from('accepted'), state: 'issued', signed: aSignedCertification() };
    case 'ordered': {
      const issued = aLetter('application.issued');
      return takeIssueAndOrder(from('accepted'), issued, { production: residence }, issuedAt).next;
    }
    case 'made':
      return takeMade(from('ordered'), aLetter('card.made')).next;
    case 'arrived':
      return takeArrival(takeDispatch(from('made'), aLetter('card.dispatched')).next, aLetter('card.arrived')).next;
    case 'collected':
      return collect(
        from('arrived'),
        aCollection({ originalCard: over.reason === 'loss' ? 'none' : 'returned' }),
        found(),
        clerk,
        issuedAt,
      ).next;
    case 'revoked':
      return takeRevocation(from('made'), aLetter('issue.revoked'), issuedAt).next;
    case 'destroyed':
      return takeDestruction(from('revoked'), aLetter('card.destroyed')).next;
  }
}

/** An application in a state, reached by the acts that lead there; anything else as the example wants it. */
export function anApplication(over: Partial<Application> = {}): Application {
  return { ...walkTo(over.state ?? 'draft', over), ...over };
}
