import { escaped, standInPage } from '../program/page.js';
import type { Message } from './sms.js';

/** The messages as a page for people: what the citizen's phone would show. */
export function messagesPage(messages: readonly Message[]): string {
  const items = messages.map(
    ({ phone, text, takenAt }) =>
      `<li><p>${escaped(text)}</p><small>${escaped(phone)} · <time>${escaped(takenAt)}</time></small></li>`,
  );
  return standInPage({
    title: '短信',
    about: 'SMS stand-in: nothing here was really sent',
    body: items.length > 0 ? `<ul>${items.join('\n')}</ul>` : '<p>还没有短信。No messages yet.</p>',
    refreshSeconds: 3,
  });
}
