import { roleWords } from '@yidi/domain';
import { bureaus } from '../stack/plan.js';
import { demoOfficers } from './officers.js';
import type { OfficerClaims } from './officers.js';

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A plain page: the system's fonts, nothing from another host. */
function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root{color-scheme:light dark}
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
.officers{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.75rem;margin:0 0 2rem;padding:0;list-style:none}
button{font:inherit;text-align:start;width:100%;padding:.75rem 1rem;border:1px solid #767676;border-radius:.5rem;cursor:pointer}
strong{font-size:1.25rem;margin-inline-end:.5rem}
small{display:block}
</style>
<main>${body}</main>
</html>`;
}

function officerButton({ sub, name, roles, point, in_post: inPost }: OfficerClaims): string {
  const place = bureaus.flatMap(({ about }) => about.points).find(({ code }) => code === point)?.name ?? point;
  const words = [...roles.map((role) => roleWords[role].zh), ...(inPost ? [] : ['辅警'])].join('、');
  return `<li><button name="officer" value="${escape(sub)}"><strong>${escape(name)}</strong>${escape(words)}
<small>${escape(place)}</small><small>${escape(sub)}</small></button></li>`;
}

/** Where a demo officer signs in with one press: those of one bureau, or of both. */
export function signInPage(action: string, bureau?: string): string {
  const shown = bureaus.filter(({ code }) => bureau === undefined || code === bureau);
  const groups = shown.map(({ code, about }) => {
    const officers = demoOfficers.filter((officer) => officer.bureau === code);
    return `<h2>${escape(about.name)} <small>${code} ${escape(about.nameEn)}</small></h2>
<ul class="officers">${officers.map(officerButton).join('\n')}</ul>`;
  });
  const form = `<form method="post" action="${escape(action)}">${groups.join('\n')}</form>`;
  return page(
    '演示登录 · Demo sign-in',
    `<h1>演示登录 · Demo sign-in</h1>
<p>选择一名演示人员即可登录，不需要口令。 · Press a demo officer; there is no password.</p>
${form}`,
  );
}

/** Ends the session without asking once more; the button is for a browser without scripts. */
export function signOutPage(form: string): string {
  return page(
    '退出登录 · Sign out',
    `<h1>退出登录 · Sign out</h1>${form}
<button form="op.logoutForm" name="logout" value="yes" autofocus>退出登录 · Sign out</button>
<script>document.querySelector('button[name=logout]').click()</script>`,
  );
}

/** After signing out, where no address to go back to was given. */
export const signedOutPage = (): string =>
  page(
    '已退出 · Signed out',
    '<h1>已退出登录 · You are signed out</h1><p>可以关闭此页。 · You may close this page.</p>',
  );

/** What went wrong, and what to do. */
export function faultPage(code: string, description = ''): string {
  return page(
    '无法登录 · Sign-in failed',
    `<h1>无法登录 · Sign-in failed</h1>
<p>请回到办证系统重新登录。 · Go back to the console and sign in again.</p>
<p><small>${escape(code)}${description === '' ? '' : `: ${escape(description)}`}</small></p>`,
  );
}
