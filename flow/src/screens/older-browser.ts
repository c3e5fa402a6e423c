/** What browsers have since Chromium 91, by where it stands. */
const sinceThen: Readonly<Record<string, readonly string[]>> = {
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  'String.prototype': ['at', 'isWellFormed', 'toWellFormed'],
  'Set.prototype': ['union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf', 'symmetricDifference'],
  Object: ['hasOwn', 'groupBy'],
  Map: ['groupBy'],
  Array: ['fromAsync'],
  Promise: ['withResolvers', 'try'],
  URL: ['canParse', 'parse'],
  AbortSignal: ['any', 'timeout'],
  'AbortSignal.prototype': ['throwIfAborted'],
  'Crypto.prototype': ['randomUUID'],
  'HTMLElement.prototype': ['showPopover', 'hidePopover', 'togglePopover'],
  window: ['structuredClone', 'reportError', 'Iterator', 'scheduler'],
};

/**
 * A script for a page's beginning that takes from it what the browsers of bureaus lack (Chromium 90): whatever a story does then,
 * it does there too. What styles and syntax need is not its matter: the build sees to syntax.
 */
export const asInChromium90 = Object.entries(sinceThen)
  .map(([on, names]) => `for (const name of ${JSON.stringify(names)}) delete ${on}[name];`)
  .join('\n');
