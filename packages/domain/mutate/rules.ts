import { readdirSync } from 'node:fs';

/** Tests that would see any change at all, by comparing pages and frozen files, and those that take long to fail. */
const notOfRules =
  /(property|agreement|docs|norm-page|scenarios|purity|services-use-it|calendar-data|face-drawing|letters\/(?!crossings)[a-z]+)\.test\.ts$/;

/** `RULES_TESTS=review/` runs those tests alone: faster where a folder alone is mutated, never kinder. */
const wanted = new RegExp(process.env['RULES_TESTS'] ?? '');

/** All tests of the rules as one: each mutant loads the modules once, not once a file. */
const source = new URL('../src/', import.meta.url);
for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()) {
  if (file.endsWith('.test.ts') && wanted.test(file) && !notOfRules.test(file))
    await import(new URL(file, source).href);
}
