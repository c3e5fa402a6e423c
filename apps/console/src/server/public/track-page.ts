import type { StatusAnswer } from '@yidi/contracts';
import { type Day, type PublicStage, publicStages } from '@yidi/domain';
import { dayIn } from './days.js';
import { html, type Html } from './html.js';
import { faultsBox } from './layout.js';
import { addressOf, sayIn, type Variant } from './variant.js';
import { roadWords, toDoWords, trackWords } from './words.js';

/** What somebody typed, and what is wrong with it. */
export interface TrackForm {
  readonly code: string;
  readonly lastFour: string;
  readonly faults: readonly { field: 'code' | 'last-four'; words: string }[];
}

/** Fills the code from behind the `#` of a scanned address, which no server sees; without scripts it is typed. */
export const codeFromAddress = `var i=document.getElementById('code'),h=location.hash.slice(1);if(i&&h&&!i.value){i.value=decodeURIComponent(h);history.replaceState(null,'',location.pathname);document.getElementById('last-four').focus()}`;

/** *Where is my card?*: the form. */
export function trackMain(variant: Variant, { code, lastFour, faults }: TrackForm): Html {
  const say = sayIn(variant);
  const faultOf = (field: string) => faults.find((each) => each.field === field)?.words;
  const first = faults[0]?.field;
  return html`<h1>${say(trackWords.title)}</h1>
    ${faultsBox(variant, faults)}
    <form method="post" action="${addressOf(variant, '/track')}" autocomplete="off">
      ${field({ id: 'code', label: say(trackWords.code), hint: say(trackWords.codeHint), value: code, longest: 80, focused: first === 'code' }, faultOf('code'))}
      ${field({ id: 'last-four', label: say(trackWords.lastFour), value: lastFour, longest: 8, focused: first === 'last-four' }, faultOf('last-four'))}
      <button>${say(trackWords.ask)}</button>
    </form>`;
}

function field(
  the: { id: string; label: string; hint?: string; value: string; longest: number; focused: boolean },
  fault: string | undefined,
): Html {
  const { id, label, hint, value, longest, focused } = the;
  const described = [...(hint ? [`${id}-hint`] : []), ...(fault ? [`${id}-fault`] : [])].join(' ');
  return html`<div class="field${fault && ' fault'}">
    <label for="${id}">${label}</label>
    ${hint && html`<small id="${id}-hint">${hint}</small>`} ${fault && html`<b id="${id}-fault">${fault}</b>`}
    <input
      id="${id}"
      name="${id}"
      value="${value}"
      maxlength="${longest}"
      required
      autocapitalize="characters"
      spellcheck="false"
      ${described !== '' && html` aria-describedby="${described}"`}${fault && html` aria-invalid="true"`}${focused && html` autofocus`}
    />
  </div>`;
}

/** Where it is: now, with whom, by when, what to do; then the road. */
export function whereMain(variant: Variant, answer: StatusAnswer, today: Day): Html {
  const say = sayIn(variant);
  const { stage, words, place, acceptedOn, dueOn, answerBy } = answer;
  const late = dueOn !== null && dueOn < today && !over.includes(stage);
  const day = (on: Day) => dayIn(variant, on);
  return html`<h1>${say(trackWords.title)}</h1>
    <section class="answer" role="status">
      <h2>${say(trackWords.now)}${say(words)}</h2>
      <dl>
        <dt>${say(trackWords.toDo)}</dt>
        <dd>${say(toDoWords[stage])}</dd>
        ${
          answerBy &&
          html`<dt>${say(trackWords.answerBy)}</dt>
            <dd>${day(answerBy)}</dd>`
        }
        <dt>${say(trackWords.who)}</dt>
        <dd>
          ${officeIn(variant, place.bureauEn, place.name)} <a class="to" href="tel:${place.phone}">${place.phone}</a>
        </dd>
        ${
          place.address &&
          html`<dt>${say(trackWords.address)}</dt>
            <dd lang="zh-CN">${place.address}</dd>`
        }
        ${
          acceptedOn &&
          html`<dt>${say(trackWords.accepted)}</dt>
            <dd>${day(acceptedOn)}</dd>`
        }
        ${
          dueOn &&
          html`<dt>${say(trackWords.due)}</dt>
            <dd>${day(dueOn)}${late && html`<br /><b>${say(trackWords.late)}</b>`}</dd>`
        }
      </dl>
    </section>
    <h2>${say(trackWords.road)}</h2>
    ${road(variant, answer)}
    <p class="noprint"><a class="to" href="${addressOf(variant, '/track')}">${say(trackWords.again)}</a></p>`;
}

/** An office as signs on the spot have it; in English after the name of its bureau. */
const officeIn = ({ language }: Variant, bureauEn: string, office: string): Html =>
  html`${language === 'en' && `${bureauEn} · `}<span lang="zh-CN">${office}</span>`;

const over: readonly PublicStage[] = ['collected', 'refused', 'ended'];

/** How many steps of the road lie behind at each stage. */
const behind: Readonly<Record<PublicStage, number>> = {
  'with-the-desk': 0,
  'with-the-county': 1,
  'waiting-for-your-answer': 1,
  'being-made': 2,
  'on-its-way': 3,
  'ready-to-collect': 4,
  collected: 5,
  refused: 0,
  ended: 0,
} satisfies Record<(typeof publicStages)[number], number>;

function road(variant: Variant, { stage, road: steps }: StatusAnswer): Html {
  const say = sayIn(variant);
  const ended = stage === 'refused' || stage === 'ended';
  const at = behind[stage];
  const lines = steps.map(({ step, office, bureauEn, doneOn }, index) => {
    // A case that ended keeps the days of what was done before.
    const done = ended ? doneOn !== null : index < at;
    const now = index === at && !ended;
    const state = done
      ? trackWords.done
      : ended
        ? trackWords.notReached
        : now
          ? step === 'collected'
            ? trackWords.yours
            : trackWords.current
          : index === at + 1
            ? trackWords.next
            : trackWords.coming;
    const when = done && doneOn && html` <time datetime="${doneOn}">${dayIn(variant, doneOn)}</time>`;
    return html`<li${now && html` class="now" aria-current="step"`}>${say(roadWords[step])}<br><small>${
      done ? '✓ ' : now ? '▶ ' : '○ '
    }${say(state)}${when} · ${officeIn(variant, bureauEn, office)}</small></li>`;
  });
  return html`<ol class="steps">
    ${lines}
  </ol>`;
}
