import type { Face } from '../production/face-drawing.js';
import { aCertification } from './case.js';
import { anAddress, aName, anEthnicity, day } from './values.js';

const { face } = aCertification();

/** Faces worth looking at, by what is special about them; `docs/specimen` has them drawn. */
export const specimenFaces: Readonly<Record<string, Face>> = {
  plain: face,
  'rare-characters': { ...face, name: aName('𠮷㛃𬱖·𫖯䶮'), address: anAddress('样本省乙县𬒈镇㙍村1203号') },
  'long-name-and-address': {
    ...face,
    ethnicity: anEthnicity('05'),
    name: aName('阿卜杜热合曼·买买提依明·伊布拉音·艾合买提江'),
    address: anAddress('样本省乙自治州丙自治县丁街道办事处和平里社区人民路一百二十三弄四十五号楼6单元1203室'),
    validity: { from: day('2026-03-04'), until: 'long-term' },
  },
  tibetan: {
    ...face,
    ethnicity: anEthnicity('04'),
    name: aName('扎西顿珠'),
    secondScript: {
      script: 'tibetan',
      name: 'བཀྲ་ཤིས་དོན་གྲུབ།',
      sex: 'ཕོ',
      ethnicity: 'བོད།',
      address: ['དཔེ་མཚོན་ཞིང་ཆེན།', 'ཡི་རྫོང་།'],
      issuingOrgan: 'ཡི་རྫོང་སྤྱི་བདེ་ཅུས།',
    },
  },
  uyghur: {
    ...face,
    ethnicity: anEthnicity('05'),
    name: aName('阿里木江·买买提'),
    secondScript: {
      script: 'uyghur',
      name: 'ئالىمجان مەمەت',
      sex: 'ئەر',
      ethnicity: 'ئۇيغۇر',
      address: ['ئۈلگە ئۆلكىسى', 'خەلق يولى 1-نومۇر'],
      issuingOrgan: 'جامائەت خەۋپسىزلىك ئىدارىسى',
    },
  },
  mongolian: {
    ...face,
    ethnicity: anEthnicity('02'),
    name: aName('巴特尔'),
    secondScript: {
      script: 'mongolian',
      name: 'ᠪᠠᠭᠠᠲᠤᠷ',
      sex: 'ᠡᠷᠡ',
      ethnicity: 'ᠮᠣᠩᠭᠣᠯ',
      address: ['ᠥᠪᠥᠷ ᠮᠣᠩᠭᠣᠯ'],
      issuingOrgan: 'ᠨᠡᠶᠢᠲᠡ ᠶᠢᠨ ᠠᠶᠤᠯᠭᠦᠢ',
    },
  },
};
