import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { transform } from '@swc/core';
import { equals, iterableEquality } from '@jest/expect-utils';
import { expect } from 'expect';
import { bind } from 'jest-each';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

const installed = createRequire(import.meta.url);

/** Tests that would see any change at all, by comparing pages and frozen files, and those that take long to fail. */
const notOfRules =
  /(property|agreement|docs|norm-page|scenarios|purity|services-use-it|calendar-data|face-drawing|letters\/(?!crossings)[a-z]+)\.test\.ts$/;

/** What Stryker's mutants look at: which of them is switched on, who covers them, how often they were passed. */
const mutants = (globalThis.__stryker__ = {});

/** The tests as they were told by `describe` and `it`: name and function. */
let told = [];
let file = '';
const above = [];

function describe(name, body) {
  above.push(name);
  body();
  above.pop();
}
function it(name, body) {
  const fullName = [...above, name].join(' ');
  const same = told.filter((test) => test.file === file && test.fullName === fullName).length;
  told.push({ id: `${file}: ${fullName}${same > 0 ? ` (${same + 1})` : ''}`, fullName, file, body });
}
describe.each = bind(describe, false);
it.each = bind(it, false);

/** Jest's `expect` builds all its matchers at every call, half of a run's time: the two most common ones look first whether all is well. */
class Expectation {
  constructor(actual) {
    this.actual = actual;
  }
  get not() {
    return expect(this.actual).not;
  }
  toBe(wanted) {
    if (!Object.is(this.actual, wanted)) expect(this.actual).toBe(wanted);
  }
  toEqual(wanted) {
    if (!equals(this.actual, wanted, [iterableEquality])) expect(this.actual).toEqual(wanted);
  }
}
for (const [name, matcher] of Object.entries(expect(0))) {
  if (typeof matcher === 'function' && !Object.hasOwn(Expectation.prototype, name)) {
    Expectation.prototype[name] = function (...wanted) {
      return expect(this.actual)[name](...wanted);
    };
  }
}
const quickExpect = Object.assign((actual) => new Expectation(actual), expect);

Error.stackTraceLimit = 0;
Object.assign(globalThis, { describe, it, expect: quickExpect });

/** Jest's `describe`, `it` and `expect` in Stryker's own process: rules are loaded once and a mutant is switched on between two
 * tests; only what runs while modules load (tables, schemas) has them loaded anew. Hours of Stryker's runner for jest become minutes. */
class RulesRunner {
  #source = join(process.cwd(), 'packages/domain/src');
  /** The compiled modules by path, and those that have run since the last forgetting. */
  #compiled = new Map();
  #loaded = new Map();
  #files = [];
  #stale = true;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const names = (await readdir(this.#source, { recursive: true })).filter((name) => name.endsWith('.ts'));
    await Promise.all(names.map((name) => this.#compile(join(this.#source, name))));
    this.#files = names.filter((name) => name.endsWith('.test.ts') && !notOfRules.test(name)).sort();
  }

  async #compile(path) {
    const { code } = await transform(await readFile(path, 'utf8'), {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    this.#compiled.set(path, compileFunction(code, ['exports', 'require', '__filename'], { filename: path }));
  }

  #forget() {
    told = [];
    above.length = 0;
    this.#loaded.clear();
  }

  #load(path) {
    const there = this.#loaded.get(path);
    if (there) return there;
    const exports = {};
    this.#loaded.set(path, exports);
    const beside = (name) => join(dirname(path), name.replace(/\.js$/, '.ts'));
    const required = (name) => (name.startsWith('.') ? this.#load(beside(name)) : installed(name));
    this.#compiled.get(path)(exports, required, path);
    return exports;
  }

  #loadTests(name) {
    file = name;
    this.#load(join(this.#source, name));
  }

  async #run(those) {
    const tests = [];
    for (const { id, fullName, file, body } of those) {
      mutants.currentTestId = id;
      const begun = performance.now();
      let failureMessage;
      try {
        await body();
      } catch (error) {
        failureMessage = String(error?.message ?? error);
      }
      mutants.currentTestId = undefined;
      const status = failureMessage === undefined ? TestStatus.Success : TestStatus.Failed;
      const fileName = join(this.#source, file);
      tests.push({ id, name: fullName, fileName, timeSpentMs: performance.now() - begun, status, failureMessage });
      if (status === TestStatus.Failed) break;
    }
    return tests;
  }

  async dryRun() {
    this.#forget();
    this.#files.forEach((name) => this.#loadTests(name));
    const tests = await this.#run(told);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: mutants.mutantCoverage };
  }

  /** With the mutant switched on, file after file, those beside it first: most are found there. */
  async #runAnew(sandboxFileName) {
    this.#forget();
    this.#stale = true;
    const isBeside = (name) => Number(dirname(join(this.#source, name)) === dirname(sandboxFileName));
    const tests = [];
    for (const name of this.#files.toSorted((one, other) => isBeside(other) - isBeside(one))) {
      const before = told.length;
      this.#loadTests(name);
      tests.push(...(await this.#run(told.slice(before))));
      if (tests.at(-1)?.status === TestStatus.Failed) break;
    }
    return tests;
  }

  async #runLoaded(testFilter, switchOn) {
    if (this.#stale) {
      this.#forget();
      this.#files.forEach((name) => this.#loadTests(name));
      this.#stale = false;
    }
    switchOn();
    const wanted = new Set(testFilter);
    return this.#run(told.filter(({ id }) => wanted.has(id)));
  }

  async mutantRun({ activeMutant, reloadEnvironment, sandboxFileName, testFilter, hitLimit }) {
    const switchOn = () =>
      Object.assign(mutants, { activeMutant: activeMutant.id, hitCount: hitLimit ? 0 : undefined, hitLimit });
    try {
      if (reloadEnvironment) switchOn();
      const tests = reloadEnvironment
        ? await this.#runAnew(sandboxFileName)
        : await this.#runLoaded(testFilter, switchOn);
      const endless = determineHitLimitReached(mutants.hitCount, hitLimit);
      return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests }, false);
    } catch (error) {
      return { status: MutantRunStatus.Error, errorMessage: String(error?.stack ?? error) };
    } finally {
      mutants.activeMutant = undefined;
    }
  }
}

/** Runs the tests of the rules for Stryker. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'rules', RulesRunner)];
