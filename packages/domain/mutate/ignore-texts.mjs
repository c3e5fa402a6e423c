import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Texts for people who read logs: no rule hangs on them, and no test compares them. */
const isText = (path) => {
  const call = path.parentPath;
  if (!call?.isNewExpression()) return false;
  const { name } = call.node.callee;
  if (name === 'DomainError') return path.key === 1;
  return path.listKey === 'arguments' && name?.endsWith('Error') === true;
};

/** What a rule is called, asks and advises, in both languages: as with src/words, that each is there is the compiler's matter. */
const isWords = (path) => {
  if (!path.isObjectExpression()) return false;
  const keys = path.node.properties.map(({ key }) => key?.name);
  return keys.length === 2 && keys.includes('zh') && keys.includes('en');
};

/** Leaves the messages of errors and the words of rules alone. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore: (path) => {
      if (isText(path)) return 'the message of an error';
      return isWords(path) ? 'words for people' : undefined;
    },
  }),
];
