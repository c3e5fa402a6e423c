import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';

/** A workspace with tests. */
export interface Workspace {
  readonly name: string;
  readonly folder: string;
  /** Every test file there is, found by name alone, so that one which no configuration matches is missed and told. */
  readonly files: readonly string[];
  /** True when these are not all test files of the workspace. */
  readonly part: boolean;
}

const Package = z.object({ name: z.string(), workspaces: z.array(z.string()).default([]) });
const packageOf = (folder: string) => Package.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
const skipped = new Set(['node_modules', 'dist', '.turbo', 'coverage']);

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : testFiles(path);
    return /\.(test|spec)\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

/** The workspaces of a clone that have test files, or those files whose path from the clone contains the wanted words. */
export function findWorkspaces(clone: string, match = ''): Workspace[] {
  const folders = packageOf(clone).workspaces.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [join(clone, pattern)];
    const parent = join(clone, pattern.slice(0, -2));
    return readdirSync(parent).map((name) => join(parent, name));
  });
  return folders
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({
      name: relative(clone, folder),
      folder,
      files: testFiles(folder)
        .filter((file) => relative(clone, file).includes(match))
        .toSorted(),
      part: match !== '',
    }))
    .filter(({ files }) => files.length > 0);
}
