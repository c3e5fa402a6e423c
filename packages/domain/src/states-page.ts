import { applicationSteps } from './intake/application.js';
import { feeSteps } from './intake/fee.js';
import { blankSteps } from './production/blank.js';
import { cardSteps } from './production/card.js';
import { parcelSteps } from './production/parcel.js';
import { reviewSteps } from './review/review.js';
import type { Step, Who } from './steps.js';

const things = [
  { title: 'Application (申请), held by intake', start: ['draft'], steps: applicationSteps },
  { title: 'Review (审核签发), held by the registration county', start: ['open'], steps: reviewSteps },
  { title: 'Card (证件), held by production', start: ['ordered', 'held'], steps: cardSteps },
  { title: 'Parcel (包裹), held by production', start: ['dispatched'], steps: parcelSteps },
  { title: 'Blank card (空白证件), of the card centre', start: ['received'], steps: blankSteps },
  { title: 'Fee (工本费), of the till', start: ['due'], steps: feeSteps },
] as const;

const takers = (who: Who, notWho: readonly string[] = []): string => {
  if (typeof who === 'string') return who;
  const others = notWho.length > 0 ? `; nobody who did: ${notWho.join(', ')}` : '';
  return who.roles.join(', ') + (who.inPost ? ', in post' : '') + others;
};

const codes = (list: readonly string[] = []): string => list.map((code) => `\`${code}\``).join(' ');

/** Mermaid names know no hyphens. */
const node = (state: string): string => state.replaceAll('-', '_');

function diagram(start: readonly string[], steps: readonly Step<string, string>[]): string {
  const states = [...new Set(steps.flatMap(({ from, to }) => [...from, to]))];
  const ends = states.filter((state) => !steps.some(({ from, to }) => from.includes(state) && to !== state));
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.filter((state) => state.includes('-')).map((state) => `  state "${state}" as ${node(state)}`),
    ...start.map((state) => `  [*] --> ${node(state)}`),
    ...steps.flatMap(({ act, from, to }) => from.map((state) => `  ${node(state)} --> ${node(to)}: ${act}`)),
    ...ends.map((state) => `  ${node(state)} --> [*]`),
    '```',
  ].join('\n');
}

function table(steps: readonly Step<string, string>[]): string {
  const rows = steps.map(({ act, from, to, who, notWho, guards, letters = [] }) => {
    return `| ${act} | ${from.join(', ')} | ${to} | ${takers(who, notWho)} | ${codes(guards)} | ${letters.join(', ')} |`;
  });
  return ['| act | in state | then | who | may be refused with | letters |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

/** The page `docs/states.md`, made from the tables that the services run on. */
export function statesPage(): string {
  const parts = things.map(({ title, start, steps }) => `## ${title}\n\n${diagram(start, steps)}\n\n${table(steps)}\n`);
  const head = [
    '# States and acts',
    '',
    'Made from the tables in `packages/domain` by `npm run states -w @yidi/domain`; a test keeps it in step.',
    'A step that is not listed is refused with `STEP_NOT_ALLOWED`; `letter` and `system` are never offered to an officer.',
    '',
  ].join('\n');
  return [head, ...parts].join('\n');
}
