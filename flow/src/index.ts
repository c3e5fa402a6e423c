export { Stack } from './stack.js';
export { walkTheRoad } from './walk.js';
