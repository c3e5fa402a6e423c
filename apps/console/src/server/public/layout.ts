import { html, Html } from './html.js';
import { styleOf } from './style.js';
import { addressOf, type PublicPath, sayIn, type TextSize, textSizes, type Variant } from './variant.js';
import { layoutWords } from './words.js';

/** What a page shows, and how. */
export interface Page {
  readonly variant: Variant;
  readonly path: PublicPath;
  readonly text: TextSize;
  readonly title: string;
  readonly main: Html;
  /** There is something to put right: said before the title, too. */
  readonly faulty?: boolean;
  /** What was asked for with a form: another language or size asks for it again. */
  readonly asked?: Readonly<Record<string, string>>;
  /** Small help for those who have scripts; the page works without. */
  readonly script?: string;
}

const langOf = (language: Variant['language']): string => (language === 'zh' ? 'zh-CN' : 'en');

/** Asks once more at another address, as a link would that takes along what was typed. */
function again(
  address: string,
  asked: Readonly<Record<string, string>>,
  words: string,
  language?: Variant['language'],
): Html {
  return html`<form method="post" action="${address}">
    ${Object.entries(asked).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="link" ${language && html` lang="${langOf(language)}"`}>${words}</button>
  </form>`;
}

/** A whole page: no script but the named one, no other address, nothing stored. */
export function documentOf(
  { variant, path, text, title, main, faulty = false, asked, script }: Page,
  nonce: string,
): string {
  const say = sayIn(variant);
  const { language, elder } = variant;
  const other = language === 'zh' ? 'en' : 'zh';
  const toLanguage = addressOf({ language: other, elder }, path);
  const toElder = addressOf({ language, elder: !elder }, path);
  const ours = {
    style: new Html(styleOf(elder ? text : null)),
    script: script === undefined ? null : new Html(script),
  };
  const page = html`<!doctype html>
    <html lang="${langOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${faulty && say(layoutWords.fault)}${title} · ${say(layoutWords.name)}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${ours.style}
        </style>
      </head>
      <body>
        <a class="skip to" href="#main">${say(layoutWords.skip)}</a>
        <header>
          <div class="in">
            <strong><a class="to" href="${addressOf(variant, '/')}">${say(layoutWords.name)}</a></strong>
            ${
              asked
                ? html`${again(toLanguage, asked, other === 'zh' ? '中文' : 'English', other)}${again(
                    toElder,
                    asked,
                    say(elder ? layoutWords.standard : layoutWords.elder),
                  )}`
                : html`<a class="to" href="${toLanguage}" lang="${langOf(other)}" hreflang="${other}"
                      >${other === 'zh' ? '中文' : 'English'}</a
                    >
                    <a class="to" href="${toElder}${elder && '?standard'}"
                      >${say(elder ? layoutWords.standard : layoutWords.elder)}</a
                    >`
            }
          </div>
        </header>
        <main id="main" tabindex="-1"><div class="in">${elder && sizes(variant, path, text)} ${main}</div></main>
        <footer>
          <div class="in">
            ${say(layoutWords.footer)} <a class="to" href="/office/">${say(layoutWords.officers)}</a>
          </div>
        </footer>
        ${
          ours.script &&
          html`<script nonce="${nonce}">
            ${ours.script};
          </script>`
        }
      </body>
    </html>`;
  return page.markup;
}

function sizes(variant: Variant, path: PublicPath, text: TextSize): Html {
  const say = sayIn(variant);
  return html`<nav class="noprint" aria-label="${say(layoutWords.size)}">
    ${say(layoutWords.size)}${say(layoutWords.colon)}${textSizes.map(
      (size, index) =>
        html`<a
          class="to"
          href="${addressOf(variant, path)}?text=${size}"
          ${size === text && html` aria-current="true"`}
          >${size === text && html`<span aria-hidden="true">✓&nbsp;</span>`}${say(layoutWords.sizes[index] ?? layoutWords.size)}</a
        > `,
    )}
  </nav>`;
}

/** What is wrong, at the top of a form; each leads to its field. */
export function faultsBox(variant: Variant, faults: readonly { field: string; words: string }[]): Html | null {
  if (faults.length === 0) return null;
  const say = sayIn(variant);
  return html`<div class="faults" role="alert">
    <h2>${say(layoutWords.putRight)}</h2>
    <ul>
      ${faults.map(({ field, words }) => html`<li><a class="to" href="#${field}">${words}</a></li>`)}
    </ul>
  </div>`;
}
