import {
  type ApplicationReason,
  citation,
  exemptionSources,
  feeSources,
  limitSources,
  paperWords,
  refusalRules,
  residenceProofWords,
  type Source,
  type Words,
} from '@yidi/domain';
import { html, type Html } from './html.js';
import { faultsBox } from './layout.js';
import { type Given, type PreCheck, type Question, questions } from './pre-check.js';
import { addressOf, type Say, sayIn, type Variant } from './variant.js';
import { answerWords, checkWords, questionWords } from './check-words.js';

/** Somebody's answers, and what the rules say to them once there are enough. */
export interface CheckState {
  readonly given: Given;
  readonly open: readonly Question[];
  readonly asked: boolean;
  readonly result: PreCheck | null;
}

/** *Can I do this here?*: the questions, and above them the answer. */
export function checkMain(variant: Variant, { given, open, asked, result }: CheckState): Html {
  const say = sayIn(variant);
  const faults = asked ? open.map((question) => ({ field: question, words: say(questionWords[question]) })) : [];
  return html`<h1>${say(checkWords.title)}</h1>
    ${faultsBox(variant, faults)} ${result && answer(say, result)}
    <form method="get" action="${addressOf(variant, '/check')}">
      <p>${say(checkWords.nothingKept)}</p>
      ${(Object.keys(questions) as Question[]).map((question) => fieldset(say, question, given, asked && open.includes(question)))}
      <button name="ask" value="1">${say(checkWords.ask)}</button>
    </form>`;
}

function fieldset(say: Say, question: Question, given: Given, fault: boolean): Html {
  return html`<fieldset id="${question}" tabindex="-1" ${fault && html` class="fault"`}>
    <legend>${say(questionWords[question])}</legend>
    ${fault && html`<b>${say(checkWords.choose)}</b>`}
    ${questions[question].map(
      (answer) =>
        html`<label class="one"
          ><input
            type="radio"
            name="${question}"
            value="${answer}"
            ${given[question] === answer && html` checked`}
          />${say(answerWordsOf(question, answer))}</label
        >`,
    )}
  </fieldset>`;
}

const answerWordsOf = (question: Question, answer: string): Words =>
  (answerWords[question] as Readonly<Record<string, Words>>)[answer] ?? { zh: answer, en: answer };

function answer(say: Say, result: PreCheck): Html {
  const can = result.stands.length === 0;
  return html`<section class="answer${!can && ' no'}" role="status">
    <h2>${say(can ? checkWords.can : checkWords.cannot)}</h2>
    ${
      can
        ? whatItTakes(say, result)
        : html`<ul>
            ${result.stands.map((rule) => standing(say, rule))}
          </ul>`
    }
  </section>`;
}

function standing(say: Say, rule: PreCheck['stands'][number]): Html {
  const { name, remedy, sources } = refusalRules[rule];
  return html`<li><b>${say(name)}</b><br />${say(remedy)}${say(checkWords.stop)}${cited(say, sources)}</li>`;
}

/** What something rests on; the texts of law are in Chinese only. */
const cited = (say: Say, sources: readonly Source[]): Html =>
  html`<small>${say(checkWords.source)}<span lang="zh-CN">${citation(sources)}</span></small>`;

function whatItTakes(say: Say, result: PreCheck): Html {
  const oneOf = (words: readonly Words[]): string => words.map(say).join(say(checkWords.or));
  const exempt = result.mayBeExempt && result.feeFen > 0;
  return html`<dl>
    <dt>${say(checkWords.bring)}</dt>
    <dd>
      <ul>
        ${result.papers.map((group) => html`<li>${oneOf(group.map((kind) => paperWords[kind]))}</li>`)}
        <li>${say(checkWords.proof)}${oneOf(result.proofs.map((kind) => residenceProofWords[kind]))}</li>
      </ul>
      ${result.guardian && html`<p>${say(checkWords.guardian)}</p>`} ${cited(say, refusalRules.papers.sources)}
    </dd>
    <dt>${say(checkWords.fee)}</dt>
    <dd>
      ${say(checkWords.yuan(result.feeFen / 100))}${exempt && say(checkWords.exempt)}
      ${cited(say, [...feeSources, ...(exempt ? exemptionSources : [])])}
    </dd>
    <dt>${say(checkWords.time)}</dt>
    <dd>${say(checkWords.within(result.days))}${cited(say, limitSources)}</dd>
    <dt>${say(checkWords.atDesk)}</dt>
    <dd>
      <ul>
        ${result.atDesk.map((rule) => html`<li>${say(refusalRules[rule].name)}${cited(say, refusalRules[rule].sources)}</li>`)}
      </ul>
      ${say(checkWords.atDeskNote)}
    </dd>
    <dt>${say(checkWords.whyHere)}</dt>
    <dd>${cited(say, refusalRules['off-site'].sources)}</dd>
  </dl>`;
}

/** Whether the first question is answered: without it the rules cannot be asked. */
export const saysWhy = (given: Given): given is Given & { why: ApplicationReason } => given.why !== undefined;
