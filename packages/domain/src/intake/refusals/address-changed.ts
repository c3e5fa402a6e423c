import { z } from 'zod';
import { article } from '../../policy/law.js';
import { provinceOf } from '../../shared/address.js';
import { atHome, defineRule, pass, personOf, unverified } from '../rule.js';

/** Is the registered address another than the declared one? Inside a province the registered one is printed; another province makes an officer look. */
export const addressChanged = defineRule({
  id: 'address-changed',
  name: { zh: '户籍地址有变动', en: 'Changed registered address' },
  question: { zh: '申报的户籍地址与登记是否一致？', en: 'Is the declared registered address the one on record' },
  remedy: atHome,
  because: {
    'in-province': {
      zh: '省内地址变动，按登记地址印制',
      en: 'Changed inside the province: the registered one is printed',
    },
    'province-unclear': {
      zh: '地址未以省名开头，按登记地址印制',
      en: 'No province at the start: the registered one is printed',
    },
    'other-province': { zh: '申报地址与登记地址不在同一省', en: 'The two addresses are in different provinces' },
  },
  sources: [article('TEN', 3, 2), article('LAW', 11)],
  inputs: z.object({ declared: z.enum(['same', 'in-province', 'province-unclear', 'other-province']).nullable() }),
  look(the) {
    const person = personOf(the);
    return { declared: person && difference(the.form.registeredAddress, person.registeredAddress) };
  },
  answer({ declared }) {
    if (declared === null) return unverified;
    if (declared === 'same') return pass;
    return { answer: declared === 'other-province' ? 'confirm' : 'warn', because: [declared] };
  },
});

function difference(declared: string, registered: string) {
  if (declared === registered) return 'same' as const;
  const [one, other] = [provinceOf(declared), provinceOf(registered)];
  if (one === undefined || other === undefined) return 'province-unclear' as const;
  return one === other ? ('in-province' as const) : ('other-province' as const);
}
