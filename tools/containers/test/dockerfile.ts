import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, relative } from 'node:path';
import { z } from 'zod';
import { clone } from '../src/schemas.js';
import { copyTree, goesToEngine, installProduction } from './files.js';

interface Instruction {
  readonly name: string;
  readonly words: string;
}

interface Stage {
  readonly name: string;
  readonly base: string;
  readonly steps: Instruction[];
}

/** What an image is run with. */
export interface Image {
  /** Its file system, as far as it is ours. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cmd: readonly string[];
  readonly healthcheck: readonly string[] | undefined;
  readonly user: string;
  readonly expose: string | undefined;
}

/** The stages of a Dockerfile, in order. */
export function stagesOf(file: string): Stage[] {
  const lines = readFileSync(file, 'utf8').replaceAll(/^#.*$/gm, '').replaceAll('\\\n', ' ').split('\n');
  const stages: Stage[] = [];
  for (const line of lines.map((one) => one.trim()).filter(Boolean)) {
    const [, name = '', words = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [base = '', , as = 'image'] = words.split(/\s+/);
      stages.push({ name: as, base, steps: [] });
    } else stages.at(-1)?.steps.push({ name, words });
  }
  return stages;
}

const Words = z.array(z.string());
const Manifest = z.object({ scripts: z.record(z.string(), z.string()) });

function workspacesIn(folder: string): string[] {
  const children = (parent: string) =>
    existsSync(join(folder, parent)) ? readdirSync(join(folder, parent)).map((name) => `${parent}/${name}`) : [];
  return [...['packages', 'apps', 'tools'].flatMap(children), 'flow'].filter((workspace) =>
    existsSync(join(folder, workspace, 'package.json')),
  );
}

/** The build of the clone stands for the image's, once everything is there that a build needs. */
function build(folder: string): void {
  for (const workspace of workspacesIn(folder)) {
    const { scripts } = Manifest.parse(JSON.parse(readFileSync(join(folder, workspace, 'package.json'), 'utf8')));
    const web = scripts['build']?.includes('vite build') ? ['vite.config.ts', 'web/index.html', 'web/src'] : [];
    const names = ['tsconfig.json', 'tsconfig.build.json', 'src', ...web];
    const needed = names.map((name) => `${workspace}/${name}`);
    for (const path of [...needed, 'tsconfig.base.json', 'turbo.json'])
      if (!existsSync(join(folder, path))) throw new Error(`the build needs ${path}`);
    if (existsSync(join(folder, workspace, 'dist'))) throw new Error(`${workspace}/dist came from outside`);
    copyTree(join(clone, workspace, 'dist'), join(folder, workspace, 'dist'), () => true);
  }
}

/** What RUN may say, and what it leaves in the working directory. */
const commands: Readonly<Record<string, (folder: string) => void>> = {
  'npm install --omit=dev --no-save --ignore-scripts': (folder) => installProduction(folder, workspacesIn(folder)),
  'npm install --no-save --ignore-scripts': () => undefined,
  'npx turbo build': build,
  'apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk fonts-hanazono && rm -rf /var/lib/apt/lists/*':
    () => undefined,
  'install -d -o node -g node -m 0700 /etc/yidi /var/lib/yidi': () => undefined,
};

class Building {
  readonly env: Record<string, string> = {};
  workdir = '/';
  cmd: string[] = [];
  healthcheck: string[] | undefined;
  user = 'root';
  expose: string | undefined;

  constructor(
    readonly root: string,
    readonly stages: ReadonlyMap<string, Building>,
  ) {}

  step({ name, words }: Instruction): void {
    const act = this.#acts[name];
    if (!act) throw new Error(`${name} is not known here`);
    act(words);
  }

  readonly #acts: Readonly<Record<string, (words: string) => void>> = {
    WORKDIR: (words) => {
      this.workdir = words;
      mkdirSync(join(this.root, words), { recursive: true });
    },
    ENV: (words) =>
      void Object.assign(this.env, Object.fromEntries(words.split(/\s+/).map((pair) => pair.split('=', 2)))),
    COPY: (words) => this.#copy(words.split(/\s+/)),
    RUN: (words) => {
      const command = commands[words];
      if (!command) throw new Error(`RUN ${words} is not known here`);
      command(join(this.root, this.workdir));
    },
    USER: (words) => {
      this.user = words;
    },
    EXPOSE: (words) => {
      this.expose = words;
    },
    HEALTHCHECK: (words) => {
      this.healthcheck = Words.parse(JSON.parse(words.slice(words.indexOf('CMD ') + 4)));
    },
    CMD: (words) => {
      this.cmd = Words.parse(JSON.parse(words));
    },
  };

  #copy(words: string[]): void {
    const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
    const to = words.pop() ?? '';
    for (const word of words) {
      const source = this.#source(word, from);
      if (!existsSync(source)) throw new Error(`COPY ${word}: there is no ${source}`);
      const wanted = (path: string) => from !== undefined || goesToEngine(relative(clone, path));
      if (!wanted(source)) throw new Error(`COPY ${word}: .dockerignore keeps it away`);
      const into = to.endsWith('/') && to !== './' ? join(to, basename(word)) : to;
      const isFile = to === './' && from === undefined ? basename(word) : '';
      copyTree(source, join(this.root, posix.resolve(this.workdir, into), isFile), wanted);
    }
  }

  #source(word: string, from: string | undefined): string {
    if (from === undefined) return join(clone, word);
    const stage = this.stages.get(from);
    if (!stage) throw new Error(`there is no stage ${from}`);
    return join(stage.root, word);
  }
}

/** Does in empty folders what an engine would do with this Dockerfile, and answers with the last stage. */
export function assemble(file: string, folder: string): Image {
  const stages = new Map<string, Building>();
  let last: Building | undefined;
  for (const { name, base, steps } of stagesOf(file)) {
    const stage = new Building(join(folder, name), stages);
    const under = stages.get(base);
    if (under) {
      copyTree(under.root, stage.root, () => true);
      Object.assign(stage, { workdir: under.workdir, user: under.user });
      Object.assign(stage.env, under.env);
    }
    for (const step of steps) stage.step(step);
    stages.set(name, stage);
    last = stage;
  }
  if (!last) throw new Error(`${file} has no stage`);
  return last;
}
