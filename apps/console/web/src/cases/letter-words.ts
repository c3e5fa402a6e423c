import { letterWords, type Words } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { type ServiceName, serviceNames } from '../../../src/contract.js';
import { useBureauName } from '../app/officer.js';
import { letters } from '../i18n/letters.js';
import { usePunctuation, useSay } from '../i18n/words.js';

const typeWords: Readonly<Record<string, Words>> = letterWords;
const isKeyOf = <T extends object>(texts: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(texts, key);

/** The bureau and service in an address like `/bureau/990202/review`. */
export function partsOf(address: string): { readonly bureau: string; readonly service: ServiceName | undefined } {
  const [, , bureau = '', service = ''] = address.split('/');
  return { bureau, service: serviceNames.find((name) => name === service) };
}

/** Names of letters and of what became of them; a code that has no words is shown as it is. */
export function useLetterWords() {
  const { t } = useTranslation('letters');
  const say = useSay();
  const { aside } = usePunctuation();
  const bureauName = useBureauName();
  const cause = (code: string): string => (isKeyOf(letters.zh.cause, code) ? t(`cause.${code}`) : code);
  return {
    type: (type: string): string => say(typeWords[type]) || type,
    peer: (address: string): string => {
      const { bureau, service } = partsOf(address);
      return service ? t('peer', { bureau: bureauName(bureau), service: t(`service.${service}`) }) : address;
    },
    service: (service: ServiceName): string => t(`service.${service}`),
    cause,
    outcome: (outcome: string | null, why: string | null = null): string => {
      const words = outcome && isKeyOf(letters.zh.outcome, outcome) ? t(`outcome.${outcome}`) : (outcome ?? '—');
      return why ? aside(words, cause(why)) : words;
    },
    quarantine: (reason: string): string =>
      isKeyOf(letters.zh.quarantine, reason) ? t(`quarantine.${reason}`) : reason,
  };
}
