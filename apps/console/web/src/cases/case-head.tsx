import { Link } from '@tanstack/react-router';
import type { ApplicationView } from '@yidi/contracts';
import { exceptionWords, feeStateWords, publicStage, type PublicStage, reasonWords, stageWords } from '@yidi/domain';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBureauName, usePointName } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { CardTag } from '../workshop/card-tag.js';
import { Facts } from '../ui/index.js';
import { instantText, yuanOf } from '../ui/wording.js';
import type { CaseSeen } from './use-case.js';

interface Person {
  readonly name: string;
  readonly citizenNumber: string;
  readonly phone?: string;
}

/** The facts of a case; the person is covered unless given clear. */
export function CaseHead({ seen, person }: { readonly seen: CaseSeen; readonly person: Person | undefined }) {
  const { t } = useTranslation('cases');
  const facts = useFacts(seen, person);
  if (facts.length === 0) return null;
  return (
    <div className="case-head" role="group" aria-label={t('facts')}>
      <Facts items={facts} />
    </div>
  );
}

type Fact = readonly [label: string, value: ReactNode];

function useFacts({ application, review, cards }: CaseSeen, clear: Person | undefined): readonly Fact[] {
  const { t } = useTranslation('cases');
  const { aside } = usePunctuation();
  const { t: td } = useTranslation('desk');
  const say = useSay();
  const bureau = useBureauName();
  const point = usePointName();
  const whole = application ?? review;
  const person: Person | undefined = clear ?? whole?.person;
  const facts: Fact[] = [];
  if (person) {
    facts.push([td('person'), person.name], [td('citizenNumber'), person.citizenNumber]);
    if (person.phone !== undefined) facts.push([td('phone'), person.phone]);
  }
  if (whole) facts.push([td('reason'), say(reasonWords[whole.reason])]);
  if (application) {
    const { fee, returned, card } = application;
    facts.push(
      [t('stage'), say(stageWords[stageOf(application)])],
      [
        t('heldBy'),
        aside(officeNow(application, { bureau, point }), t('since', { at: instantText(application.changedAt) })),
      ],
      [td('county'), bureau(application.registrationBureau)],
      [td('point'), point(application.point)],
      [t('fee'), fee && aside(t('yuan', { amount: yuanOf(fee.amountFen) }), say(feeStateWords[fee.state]))],
      ...(fee?.refundReceipt ? [[t('refundReceipt'), fee.refundReceipt] as const] : []),
      ...(returned ? [[t('answerBy'), returned.answerBy] as const] : []),
      ...(card && card.spoiled > 0 ? [[t('remade'), t('spoiled', { count: card.spoiled })] as const] : []),
      ...(card?.parcelNumber ? [[t('parcel'), card.parcelNumber] as const] : []),
      ...application.exceptions.map(({ of, by }) => [t('exception'), aside(say(exceptionWords[of]), by.name)] as const),
      ...(application.collectedAt ? [[t('collected'), instantText(application.collectedAt)] as const] : []),
    );
  } else if (review) {
    facts.push(
      [td('sentTo'), bureau(review.residenceBureau)],
      [td('point'), point(review.point)],
      [td('startedAt'), instantText(review.receivedAt)],
      [t('reviewer'), review.claimedBy?.name],
    );
  }
  for (const [nth, card] of cards.entries()) {
    facts.push([
      cards.length > 1 ? t('cardNth', { nth: nth + 1 }) : t('card'),
      <Link key={card.id} to="/cards/$id" params={{ id: card.id }}>
        {card.serial ?? t('card')} <CardTag state={card.state} />
      </Link>,
    ]);
  }
  return facts;
}

/** The stage, as the applicant is told it too. */
function stageOf({ state, card }: ApplicationView): PublicStage {
  const { bureau, spoiled, parcelNumber } = card ?? {};
  const known = bureau !== undefined && spoiled !== undefined;
  return publicStage({ state, card: known ? { bureau, spoiled, ...(parcelNumber ? { parcelNumber } : {}) } : null });
}

/** Who has the case now. */
function officeNow(
  application: ApplicationView,
  name: { readonly bureau: (code: string) => string; readonly point: (code: string) => string },
): string {
  const stage = stageOf(application);
  if (stage === 'with-the-county') return name.bureau(application.registrationBureau);
  if (stage === 'being-made' && application.card) return name.bureau(application.card.bureau);
  return name.point(application.point);
}
