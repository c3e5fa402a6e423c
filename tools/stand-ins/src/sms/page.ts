import type { Message } from './sms.js';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The messages as a page for people: what the citizen's phone would show. */
export function messagesPage(messages: readonly Message[]): string {
  const items = messages.map(
    ({ phone, text, takenAt }) =>
      `<li><p>${escaped(text)}</p><small>${escaped(phone)} · <time>${escaped(takenAt)}</time></small></li>`,
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="3">
<meta name="viewport" content="width=device-width">
<title>短信 · SMS stand-in</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
ul { list-style: none; padding: 0; }
li { background: #eef5ee; border-radius: .5rem; padding: .75rem 1rem; margin: .75rem 0; }
p { margin: 0; white-space: pre-wrap; }
small { color: #555; }
</style>
</head>
<body>
<h1>短信 <small>SMS stand-in: nothing here was really sent</small></h1>
${items.length > 0 ? `<ul>${items.join('\n')}</ul>` : '<p>还没有短信。No messages yet.</p>'}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
