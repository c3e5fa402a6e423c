import { html, type Html } from './html.js';
import { addressOf, sayIn, type Variant } from './variant.js';
import { choiceWords } from './words.js';

/** The first page: what one can do here. */
export function choiceMain(variant: Variant): Html {
  const say = sayIn(variant);
  const ways = [
    ['/check', choiceWords.check, choiceWords.checkWhat],
    ['/track', choiceWords.track, choiceWords.trackWhat],
    ['/verify', choiceWords.verify, choiceWords.verifyWhat],
  ] as const;
  return html`<h1>${say(choiceWords.title)}</h1>
    <ul class="ways">
      ${ways.map(
        ([path, name, what]) =>
          html`<li>
            <a href="${addressOf(variant, path)}"><b>${say(name)}</b><small>${say(what)}</small></a>
          </li>`,
      )}
    </ul>`;
}
