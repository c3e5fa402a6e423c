import { readFileSync } from 'node:fs';
import { applicationReasons, paperKinds } from './intake/form.js';
import { applicationStates, applicationSteps } from './intake/application.js';
import { letterCatalogue } from './letters/index.js';
import { countyRefusalCodes, returnCodes, revocationReasons } from './letters/from-review.js';
import { exemptionGrounds, halfFeeGrounds, ruleIds } from './policy/policy.js';
import { cardStates, cardSteps } from './production/card.js';
import { reviewStates, reviewSteps } from './review/review.js';
import { roles } from './shared/officer.js';
import { spoilCauses } from './letters/from-production.js';
import { stopReasons, withdrawalReasons } from './letters/from-intake.js';
import { statesPage } from './states-page.js';

const doc = (file: string) => readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');

describe('docs/states.md', () => {
  it('is what the tables say; write it anew with `npm run states -w @yidi/domain`', () => {
    expect(doc('states.md')).toBe(statesPage());
  });
});

describe('docs/glossary.md', () => {
  const rows = doc('glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const codes = new Set(rows.flatMap((cells) => (cells[3]?.startsWith('`') ? [cells[3].slice(1, -1)] : [])));

  it.each([
    ['states of an application', applicationStates],
    ['states of a review', reviewStates],
    ['states of a card', cardStates],
    ['acts', [...applicationSteps, ...reviewSteps, ...cardSteps].map(({ act }) => act)],
    ['reasons', applicationReasons],
    ['papers', paperKinds],
    ['rules', ruleIds],
    ['letters', letterCatalogue.map(({ type }) => type)],
    ['roles', roles],
    ['grounds of a fee', [...exemptionGrounds, ...halfFeeGrounds]],
    ['codes of the county', [...countyRefusalCodes, ...returnCodes, ...revocationReasons]],
    ['causes and reasons in letters', [...spoilCauses, ...stopReasons, ...withdrawalReasons]],
  ] as [string, readonly string[]][])('has all %s', (_, names) => {
    expect(names.filter((name) => !codes.has(name))).toEqual([]);
  });

  it('says each in Chinese and in English, with a source', () => {
    const entries = rows.filter((cells) => cells[3]?.startsWith('`'));
    expect(entries.length).toBeGreaterThan(100);
    const wanting = entries.filter(
      ([, zh = '', en = '', , source = '']) => !/\p{Script=Han}/u.test(zh) || !/[a-z]/.test(en) || source === '',
    );
    expect(wanting).toEqual([]);
  });
});
