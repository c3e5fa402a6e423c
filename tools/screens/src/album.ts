/** Pages of the console by their names in `officeAtWork`, with what each shows. */
const albums: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'at the desk, 990101': {
    'my-work': 'what waits for a clerk',
    desk: 'forms begun and cases of the point',
    'new-case': 'person and reason; the card is read, or typed',
    'case-form': 'the form, with fingers',
    'case-papers': 'the papers, each with what it must be',
    'case-screening': 'screening, every finding with its source',
    'case-fee': 'the fee, and what takes it off',
    'case-check': 'the check page: the button says what it does',
    'returned-case': 'a returned case, item by item',
    applications: 'the cases of the bureau',
    counter: 'the counter waits for a receipt',
    'hand-over': 'a card changes hands',
    case: 'a case over both bureaus',
    find: 'a person, for a reason',
    settings: 'how one likes to work',
  },
  'at the county, 990202': {
    'county-work': 'what waits for a reviewer',
    reviews: 'the queue by legal deadline',
    'review-claimed': 'a reviewer at a case',
    issue: 'an issuer, with the card’s face',
    'issue-many': 'clean cases together',
  },
  'card centre, operators, auditor': {
    'centre-work': 'what waits for who makes cards',
    cards: 'cards by due date',
    batches: 'batches',
    batch: 'a batch in the machine',
    card: 'verification by eye and by chip',
    parcels: 'parcels',
    parcel: 'a parcel received by scan',
    operators: 'how letters and parts are',
    letters: 'letters to a peer',
    parked: 'letters that wait for a person',
    'parked-letter': 'one of them, looked into with a reason',
    settled: 'who settled which, and why',
    reconciliation: 'sent there, received here',
    audit: 'who looked at whom',
  },
};

const publicPages: Readonly<Record<string, readonly string[]>> = {
  'where to begin': ['choice'],
  'can I do this here?': ['check'],
  'where is my card?': ['track', 'track-english', 'track-elder'],
};

/** Every page of the console that gets a picture. */
export const consolePages: readonly string[] = Object.values(albums).flatMap(Object.keys);

const table = (title: string, rows: readonly (readonly [caption: string, pictures: readonly string[]])[]): string =>
  [
    `| ${title} | |`,
    '|---|---|',
    ...rows.map(([caption, pictures]) => `| ${caption} | ${pictures.map((name) => `![](${name}.webp)`).join(' ')} |`),
  ].join('\n');

/** The page that shows all pictures with what they show. */
export function albumPage(): string {
  return [
    '# Pictures',
    'Made by `npm run screens` from a running system with a week of cases; the people are made up. Papers are pictured with\n[packages/papers](../../packages/papers).',
    ...Object.entries(albums).map(([title, pages]) =>
      table(
        title,
        Object.entries(pages).map(([name, caption]) => [caption, [`console-${name}`]]),
      ),
    ),
    table(
      'for everybody',
      Object.entries(publicPages).map(([caption, names]) => [caption, names.map((name) => `public-${name}`)]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}
