import type { ReceiptAnswer } from '@yidi/contracts';
import { formatFen, reasonWords } from '@yidi/domain';
import { dayIn } from './days.js';
import { html, type Html } from './html.js';
import { faultsBox } from './layout.js';
import { addressOf, sayIn, type Variant } from './variant.js';
import { verifyWords, yuanWords } from './words.js';

/** What somebody typed, and what is wrong with it. */
export interface VerifyForm {
  readonly proof: string;
  readonly name: string;
  readonly number: string;
  readonly faults: readonly { field: 'proof' | 'holder-name'; words: string }[];
}

/** Fills the proof from behind the `#` of a scanned address, which no server sees. */
export const proofFromAddress = `var i=document.getElementById('proof'),h=location.hash.slice(1);if(i&&h&&!i.value){i.value=decodeURIComponent(h);history.replaceState(null,'',location.pathname)}`;

/** *Is this receipt genuine?*: the answer, where there is one, and the form. */
export function verifyMain(variant: Variant, form: VerifyForm, answer: ReceiptAnswer | null): Html {
  const say = sayIn(variant);
  const { proof, name, number, faults } = form;
  const faultOf = (field: string) => faults.find((each) => each.field === field)?.words;
  const proofFault = faultOf('proof');
  const holderFault = faultOf('holder-name');
  return html`<h1>${say(verifyWords.title)}</h1>
    ${faultsBox(variant, faults)} ${answer && verdict(variant, answer)}
    <form method="post" action="${addressOf(variant, '/verify')}" autocomplete="off">
      <div class="field${proofFault && ' fault'}">
        <label for="proof">${say(verifyWords.proof)}</label>
        <small id="proof-hint">${say(verifyWords.proofHint)}</small>
        ${proofFault && html`<b>${proofFault}</b>`}
        <textarea
          id="proof"
          name="proof"
          rows="5"
          maxlength="600"
          required
          spellcheck="false"
          aria-describedby="proof-hint"
          ${proofFault && html` aria-invalid="true" autofocus`}
        >
${proof}</textarea>
      </div>
      <div class="field${holderFault && ' fault'}">
        <label for="holder-name">${say(verifyWords.name)}</label>
        ${holderFault && html`<b>${holderFault}</b>`}
        <input
          id="holder-name"
          name="holder-name"
          value="${name}"
          maxlength="50"
          spellcheck="false"
          ${holderFault && html` aria-invalid="true" autofocus`}
        />
      </div>
      <div class="field">
        <label for="holder-number">${say(verifyWords.number)}</label>
        <input id="holder-number" name="holder-number" value="${number}" maxlength="40" spellcheck="false" />
      </div>
      <button>${say(verifyWords.ask)}</button>
    </form>`;
}

function verdict(variant: Variant, { verdict: found, receipt }: ReceiptAnswer): Html {
  const say = sayIn(variant);
  if (!receipt) {
    const words = found === 'revoked' ? verifyWords.revoked : verifyWords['not-genuine'];
    return html`<section class="answer no" role="status"><h2>${say(words)}</h2></section>`;
  }
  return html`<section class="answer" role="status">
    <h2>${say(verifyWords.genuine)}</h2>
    <p>${say(verifyWords.genuineNote)}</p>
    <dl>
      <dt>${say(verifyWords.office)}</dt>
      <dd>
        <span lang="zh-CN">${receipt.bureauName}</span> <a class="to" href="tel:${receipt.phone}">${receipt.phone}</a>
      </dd>
      <dt>${say(verifyWords.receiptNumber)}</dt>
      <dd>${receipt.number}</dd>
      <dt>${say(verifyWords.reason)}</dt>
      <dd>${say(reasonWords[receipt.reason])}</dd>
      <dt>${say(verifyWords.accepted)}</dt>
      <dd>${dayIn(variant, receipt.acceptedOn)}</dd>
      <dt>${say(verifyWords.due)}</dt>
      <dd>${dayIn(variant, receipt.dueOn)}</dd>
      <dt>${say(verifyWords.fee)}</dt>
      <dd>${formatFen(receipt.feeFen)}${say(yuanWords)}</dd>
      <dt>${say(verifyWords.printed)}</dt>
      <dd>${dayIn(variant, receipt.printedOn)}</dd>
      ${
        receipt.holder &&
        html`<dt>${say(verifyWords.holder)}</dt>
          <dd><b>${say(verifyWords[receipt.holder])}</b></dd>`
      }
    </dl>
  </section>`;
}
