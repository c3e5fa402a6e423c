import type { RuleId } from '../../policy/policy.js';
import type { RefusalRule } from '../rule.js';
import { addressChanged } from './address-changed.js';
import { appearance } from './appearance.js';
import { coolOff } from './cool-off.js';
import { credit } from './credit.js';
import { declaredItems } from './declared-items.js';
import { fingerprints } from './fingerprints.js';
import { firstTime } from './first-time.js';
import { guardian } from './guardian.js';
import { integrity } from './integrity.js';
import { itemChanged } from './item-changed.js';
import { lossReport } from './loss-report.js';
import { offSite } from './off-site.js';
import { papers } from './papers.js';
import { reasonFits } from './reason-fits.js';
import { registration } from './registration.js';
import { renewalWindow } from './renewal-window.js';
import { residence } from './residence.js';
import { servingSoldier } from './serving-soldier.js';

/** Every rule by its id; which of them are asked is the policy's word. */
export const refusalRules: Readonly<Record<RuleId, RefusalRule>> = {
  'off-site': offSite,
  residence,
  registration,
  'serving-soldier': servingSoldier,
  'first-time': firstTime,
  'item-changed': itemChanged,
  'address-changed': addressChanged,
  'reason-fits': reasonFits,
  'declared-items': declaredItems,
  appearance,
  integrity,
  credit,
  'loss-report': lossReport,
  'cool-off': coolOff,
  guardian,
  fingerprints,
  papers,
  'renewal-window': renewalWindow,
};
