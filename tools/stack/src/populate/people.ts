import type { Citizen } from '@yidi/flow';
import type { PlannedCase } from './plan.js';

/** What the population registry is told of the case's person beside the bare items, so that the case can end as planned. */
export function registeredAs({ ending, person, number }: PlannedCase): Partial<Citizen> {
  if (ending !== 'refused-here') return person;
  if (number % 2 === 0) return { ...person, onService: true };
  const record = {
    id: `demo-integrity-${number}`,
    act: 'forge',
    document: 'household-register',
    from: '2025-01-01',
    until: null,
    recordedBy: '户籍所在地公安机关',
  } as const;
  return { ...person, integrityRecords: [record] };
}

/** The rule on which a person of `registeredAs` is refused at the desk, and the officer's words. */
export function groundsOf({ number }: PlannedCase) {
  return number % 2 === 0
    ? ({ rule: 'serving-soldier', words: '申请人系现役军人，请向所在部队驻地公安机关申请。' } as const)
    : ({ rule: 'integrity', words: '经核实，存在伪造户口簿记录，不予异地受理。' } as const);
}

/** What the form says beside the registered items. */
export function formChanges({ ending, phone, bureau, number }: PlannedCase): Record<string, unknown> {
  const county = bureau === '990101' ? '甲县' : '乙县';
  const residence = { phone, residenceAddress: `样本市${county}和平里${1 + (number % 90)}号院${1 + (number % 6)}单元` };
  if (ending !== 'suspended') return residence;
  return { ...residence, appearanceChanged: true, fingerprintComparison: 'not-compared' };
}
