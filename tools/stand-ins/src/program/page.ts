const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as text, whatever it says. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

/** A page of a stand-in for people; looks at itself again every few seconds where it is told to. */
export function standInPage(page: {
  readonly title: string;
  readonly about: string;
  readonly body: string;
  readonly refreshSeconds?: number;
}): string {
  const refresh =
    page.refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${page.refreshSeconds}">\n`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
${refresh}<meta name="viewport" content="width=device-width">
<title>${page.title}</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
ul { list-style: none; padding: 0; }
li { background: #eef5ee; border-radius: .5rem; padding: .75rem 1rem; margin: .75rem 0; }
li[aria-current] { outline: 2px solid #237804; }
p { margin: 0; white-space: pre-wrap; }
small { color: #555; }
form { display: inline; }
button { font: inherit; padding: .25rem .75rem; }
</style>
</head>
<body>
<h1>${page.title} <small>${page.about}</small></h1>
${page.body}
</body>
</html>
`;
}
