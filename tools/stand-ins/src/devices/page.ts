import { escaped, standInPage } from '../program/page.js';
import type { Person } from '../registry/person.js';

/** Whose finger is held to the scanner: the card's owner's, one that cannot be taken, somebody else's. */
export const fingerKinds = ['own', 'worn', 'other'] as const;

/** Whose card lies on the reader, and what is held to the scanner. */
export interface OnDesk {
  readonly card: string | null;
  readonly finger: (typeof fingerKinds)[number];
}

const fingerWords = {
  own: '本人指纹 their own',
  worn: '采不到 cannot be taken',
  other: '他人指纹 somebody else’s',
} as const;

/** The desk for people: whose card lies on the reader, what is held to the scanner, each to be changed by a click. */
export function devicesPage(people: readonly Person[], desk: OnDesk): string {
  const button = (words: string, name: keyof OnDesk, value: string): string =>
    `<form method="post" action="/control/desk"><button name="${name}" value="${value}">${words}</button></form>`;
  const cards = people.flatMap(({ citizenNumber, name, lastCard }) => {
    if (!lastCard) return [];
    const lies = citizenNumber === desk.card;
    const act = lies ? button('取走 take away', 'card', '') : button('放上 lay on', 'card', citizenNumber);
    return [`<li${lies ? ' aria-current="true"' : ''}>${escaped(name)} ${act}</li>`];
  });
  const fingers = fingerKinds.map((finger) =>
    finger === desk.finger ? `<strong>${fingerWords[finger]}</strong>` : button(fingerWords[finger], 'finger', finger),
  );
  return standInPage({
    title: '窗口设备',
    about: 'card reader and finger scanner, stand-in',
    body: `<h2>指纹仪 Finger scanner</h2>
<p>${fingers.join(' ')}</p>
<h2>读卡器 Card reader</h2>
${desk.card === null ? '<p>没有证件 No card lies on it.</p>' : ''}
<ul>${cards.join('\n')}</ul>`,
  });
}
