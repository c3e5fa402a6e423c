import { readdirSync, readFileSync } from 'node:fs';
import { hostOf, serviceNames, theStack } from '@yidi/flow/testing';

const stack = theStack();
const deploy = new URL('../deploy/', import.meta.url);

/** Every figure that a file of rules or panels names. */
function figuresIn(folder: string): string[] {
  const texts = readdirSync(new URL(folder, deploy)).map((name) =>
    readFileSync(new URL(`${folder}${name}`, deploy), 'utf8'),
  );
  return texts.flatMap((text) => text.match(/\b(?:yidi|messaging|http_server|process)_[a-z0-9_]+/g) ?? []);
}

/** What a service offers, with the names that a histogram has for its parts. */
async function offeredBy(url: string): Promise<Set<string>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const kinds = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => ({ name, kind }));
  return new Set(
    kinds.flatMap(({ name, kind }) =>
      kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => `${name}${part}`) : [name],
    ),
  );
}

describe('what operators watch', () => {
  it.each(['grafana/', 'prometheus/'])(
    'every figure that deploy/%s names is offered by every service',
    async (folder) => {
      const named = [...new Set(figuresIn(folder))].toSorted();
      expect(named.length).toBeGreaterThan(10);
      for (const service of serviceNames) {
        const offered = await offeredBy(hostOf(stack, '990101', service));
        expect({ service, lacking: named.filter((name) => !offered.has(name)) }).toEqual({ service, lacking: [] });
      }
    },
  );

  it('every alarm has its line in the page for operators', () => {
    const alarms = readFileSync(new URL('prometheus/alerts.yml', deploy), 'utf8').matchAll(/alert: (\w+)/g);
    const page = readFileSync(new URL('../docs/operate.md', import.meta.url), 'utf8');
    expect([...alarms].map(([, name = '']) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
