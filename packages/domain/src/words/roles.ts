import type { Role } from '../shared/officer.js';
import type { Term } from './index.js';

/** Who an officer is to this system. */
export const roleWords: Readonly<Record<Role, Term>> = {
  clerk: { zh: '受理员', en: 'Clerk', source: 'Norm art. 7' },
  'accepting-officer': { zh: '受理民警', en: 'Accepting officer', source: 'Norm art. 7' },
  reviewer: { zh: '审核民警', en: 'Reviewer at the county of registration', source: 'Norm art. 84' },
  issuer: { zh: '签发人', en: 'Issuer at the county of registration', source: 'Law art. 8' },
  maker: { zh: '制证员', en: 'Maker of cards', source: 'Norm art. 84' },
  inspector: { zh: '质检员', en: 'Inspector of made cards', source: 'GA 458' },
  distributor: { zh: '发证员', en: 'Distributor of cards', source: 'Norm art. 81' },
  supervisor: { zh: '主管', en: 'Supervisor', source: 'system' },
  auditor: { zh: '审计员', en: 'Auditor', source: 'system' },
  administrator: { zh: '系统管理员', en: 'Administrator', source: 'system' },
};
