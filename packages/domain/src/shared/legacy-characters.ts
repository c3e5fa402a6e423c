/**
 * Characters that systems built on GBK wrote at private-use code points U+E815 to U+E864 (bytes FE50 to FEA0), in their order, as
 * GB 18030-2022 has them now; six of them are outside the BMP. They are the same characters, newly numbered: nobody is renamed.
 */
const characters = Array.from(
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
);
const first = 0xe815;

/** Text with such code points as the characters that they stand for; any other private-use code point stays, since nobody knows what it meant. */
export function withoutLegacyCodePoints(text: string): string {
  return text.replace(/[\uE815-\uE864]/g, (old) => characters[old.charCodeAt(0) - first] ?? old);
}
