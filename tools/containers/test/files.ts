import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { readlinkSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { clone } from '../src/schemas.js';

/** Whether a path of the clone goes to a Docker engine at all, by .dockerignore. */
export function goesToEngine(path: string): boolean {
  const patterns = readFileSync(join(clone, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  return !patterns.some((pattern) => {
    const everywhere = pattern.startsWith('**/');
    const name = pattern
      .slice(everywhere ? 3 : 0)
      .replaceAll('.', '\\.')
      .replaceAll('*', '[^/]*');
    return new RegExp(`${everywhere ? '(^|/)' : '^'}${name}(/|$)`).test(path);
  });
}

function linkFile(from: string, to: string): void {
  if (existsSync(to)) return;
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Copies a file or a folder as COPY does, without what is not wanted; files are hard links where that can be. */
export function copyTree(from: string, to: string, wanted: (path: string) => boolean): void {
  if (!wanted(from)) return;
  if (lstatSync(from).isSymbolicLink()) {
    mkdirSync(dirname(to), { recursive: true });
    if (!existsSync(to)) symlinkSync(readlinkSync(from), to);
    return;
  }
  if (!statSync(from).isDirectory()) {
    mkdirSync(dirname(to), { recursive: true });
    return linkFile(from, to);
  }
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) copyTree(join(from, name), join(to, name), wanted);
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where the clone has this package for one who asks from a folder, as Node looks for it. */
function installed(name: string, asker: string): string | undefined {
  for (let folder = asker; folder.startsWith(clone); folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(found)) return found;
  }
  return undefined;
}

/** What `npm install --omit=dev` leaves in a folder with these workspaces, out of what the clone has installed. */
export function installProduction(folder: string, workspaces: readonly string[]): void {
  const done = new Set<string>();
  const take = (asker: string): void => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifestOf(asker);
    for (const name of Object.keys(dependencies).filter((one) => one.startsWith('@yidi/'))) {
      const own = workspaces.some((workspace) => join('@yidi', workspace.split('/').at(-1) ?? '') === name);
      if (!own) throw new Error(`${relative(clone, asker)} needs ${name}, which the image does not have`);
    }
    const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
    for (const name of names.filter((one) => !one.startsWith('@yidi/'))) {
      const found = installed(name, asker);
      if (found === undefined && dependencies[name]) throw new Error(`${name} is not installed: npm install`);
      if (found === undefined || done.has(found)) continue;
      done.add(found);
      const inside = join(found, 'node_modules');
      copyTree(found, join(folder, relative(clone, found)), (path) => path !== inside);
      take(found);
    }
  };
  for (const workspace of workspaces) {
    take(join(clone, workspace));
    const link = join(folder, 'node_modules/@yidi', workspace.split('/').at(-1) ?? '');
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join('../..', workspace), link);
  }
}
