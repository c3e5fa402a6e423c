import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Texts for people who read logs: no rule hangs on them, and no test compares them. */
const isText = (path) => {
  const call = path.parentPath;
  if (!call?.isNewExpression()) return false;
  const { name } = call.node.callee;
  if (name === 'DomainError') return path.key === 1;
  return path.listKey === 'arguments' && name?.endsWith('Error') === true;
};

/** Leaves the messages of errors alone. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore: (path) => (isText(path) ? 'the message of an error' : undefined),
  }),
];
