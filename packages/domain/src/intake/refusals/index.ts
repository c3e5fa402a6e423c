import type { RuleId } from '../../policy/policy.js';
import type { RefusalRule } from '../screening.js';
import { appearance } from './appearance.js';
import { credit } from './credit.js';
import { firstTime } from './first-time.js';
import { integrity } from './integrity.js';
import { itemChanged } from './item-changed.js';
import { offSite } from './off-site.js';
import { papers } from './papers.js';
import { registration } from './registration.js';
import { renewalWindow } from './renewal-window.js';
import { servingSoldier } from './serving-soldier.js';

/** Every rule by its id; which of them are asked is the policy's word. */
export const refusalRules: Readonly<Record<RuleId, RefusalRule>> = {
  'off-site': offSite,
  registration,
  'serving-soldier': servingSoldier,
  'first-time': firstTime,
  'item-changed': itemChanged,
  appearance,
  integrity,
  credit,
  papers,
  'renewal-window': renewalWindow,
};
