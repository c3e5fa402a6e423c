import { demoBureaus, demoOfficers } from './officers.js';

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The form on which a demo officer signs in. */
export function signInPage(action: string, fault?: string): string {
  const groups = demoBureaus.map((bureau) => {
    const options = demoOfficers
      .filter((officer) => officer.bureau === bureau)
      .map(({ sub, name }) => `<option value="${escape(sub)}">${escape(name)} ${escape(sub)}</option>`);
    return `<optgroup label="${bureau}">${options.join('')}</optgroup>`;
  });
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 · Sign in</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}
label{display:block;margin:1rem 0}select,input,button{font:inherit;width:100%;padding:.4rem;box-sizing:border-box}
[role=alert]{color:#b00020}</style>
<h1>演示登录 · Demo sign-in</h1>
${fault === undefined ? '' : `<p role="alert">${escape(fault)}</p>`}
<form method="post" action="${escape(action)}">
<label>民警 · Officer<select name="officer" required>${groups.join('')}</select></label>
<label>口令 · Password (demo)<input name="password" type="password" autocomplete="current-password" required autofocus></label>
<button>登录 · Sign in</button>
</form>
</html>`;
}
