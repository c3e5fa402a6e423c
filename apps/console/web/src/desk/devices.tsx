import { useMutation } from '@tanstack/react-query';
import type { CardRead } from '@yidi/contracts';
import { fingerWords } from '@yidi/domain';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { captureFinger, compareFinger, DeviceFault, readCard } from '../api/devices.js';
import { useMe } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { Alert, Button } from '../ui/index.js';

/** Asks a device of the desk and says beside the button what came of it; nothing is there where the bureau has none. */
function AskDevice<T>({
  ask,
  onAnswer,
  says,
  isBad = () => false,
  waiting,
  children,
}: {
  readonly ask: (at: string) => Promise<T>;
  readonly onAnswer: (answer: T) => void;
  readonly says: (answer: T) => string;
  /** Whether the answer is bad news. */
  readonly isBad?: (answer: T) => boolean;
  readonly waiting: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('devices');
  const { deskDevices } = useMe();
  const { mutate, data, error, isPending, isSuccess } = useMutation({
    mutationFn: (at: string) => ask(at),
    onSuccess: onAnswer,
  });
  if (deskDevices === null) return null;
  return (
    <div className="device">
      <Button loading={isPending} onClick={() => mutate(deskDevices)}>
        {isPending ? waiting : children}
      </Button>
      {isSuccess && (
        <span className={isBad(data) ? 'field-fault' : 'field-good'} role="status">
          {says(data)}
        </span>
      )}
      {error && (
        <Alert
          type="warning"
          role="alert"
          showIcon
          title={t(`fault.${error instanceof DeviceFault ? error.fault : 'away'}`)}
        />
      )}
    </div>
  );
}

/** Reads the identity card that lies on the reader. */
export function ReadCard({
  onRead,
  of,
  says,
  children,
}: {
  readonly onRead: (card: CardRead) => void;
  /** Whose it has to be; left out, anybody's. */
  readonly of?: string;
  /** What is said once it is read; else that it is to be checked. */
  readonly says?: string;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('devices');
  return (
    <AskDevice ask={(at) => readCard(at, of)} onAnswer={onRead} says={() => says ?? t('read')} waiting={t('reading')}>
      {children ?? t('readCard')}
    </AskDevice>
  );
}

/** Takes a finger; only how well it was taken comes back. */
export function TakeFinger({
  finger,
  onTaken,
}: {
  readonly finger: Parameters<typeof captureFinger>[1];
  readonly onTaken: () => void;
}) {
  const { t } = useTranslation('devices');
  const say = useSay();
  const name = say(fingerWords[finger]);
  return (
    <AskDevice
      key={finger}
      ask={(at) => captureFinger(at, finger)}
      onAnswer={onTaken}
      says={(quality) => t('captured', { quality })}
      waiting={t('press', { finger: name })}
    >
      {t('capture', { finger: name })}
    </AskDevice>
  );
}

/** Compares a finger with those on this person's card, which lies on the reader. */
export function CompareFinger({
  citizenNumber,
  onCompared,
}: {
  readonly citizenNumber: string;
  readonly onCompared: (result: 'match' | 'no-match') => void;
}) {
  const { t } = useTranslation('devices');
  return (
    <AskDevice
      ask={(at) => compareFinger(at, citizenNumber)}
      onAnswer={onCompared}
      says={(result) => t(result === 'match' ? 'matches' : 'matchesNot')}
      isBad={(result) => result === 'no-match'}
      waiting={t('pressAny')}
    >
      {t('compare')}
    </AskDevice>
  );
}
