import { countyRefusalCodes, countyRefusalWords, revocationReasons, revocationWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { actOnReview } from '../api/review.js';
import { useBureauName } from '../app/officer.js';
import { useTyped } from '../typed/typed.js';
import { ActButton, Button, Flex, WordsField } from '../ui/index.js';
import { ContactFields, useContact } from './contact.js';
import { type Closable, type Panel, PanelForm } from './panel-form.js';
import type { OpenForm } from './review-page.js';
import { ReasonSelect } from './reason-select.js';
import { toggle } from './reviewer-panel.js';

/** What the issuer decides: issue, refuse, send back; and, once issued, revoke. */
export function DecisionPanel({
  the,
  form,
  onForm,
  onDone,
}: Panel & { readonly form: OpenForm; readonly onForm: (form: OpenForm) => void }) {
  const { t } = useTranslation('county');
  const bureau = useBureauName();
  const may = (act: string): boolean => the.availableActs.includes(act);
  const close = (): void => onForm(undefined);
  return (
    <>
      <Flex gap={12} wrap align="start">
        {may('issue') && the.recommendation?.verdict === 'issue' && (
          <div id="main-act">
            <ActButton
              type="primary"
              aria-keyshortcuts="A"
              act={(key) => actOnReview(the, 'issue', {}, key)}
              onDone={onDone}
            >
              {t('issueTo', { bureau: bureau(the.residenceBureau) })}
            </ActButton>
          </div>
        )}
        {may('send-back') && (
          <Button aria-expanded={form === 'send-back'} onClick={() => onForm(toggle(form, 'send-back'))}>
            {t('sendBack')}
          </Button>
        )}
        {may('refuse') && (
          <Button
            danger
            aria-expanded={form === 'refuse'}
            aria-keyshortcuts="F"
            onClick={() => onForm(toggle(form, 'refuse'))}
          >
            {t('refuse')}
          </Button>
        )}
        {may('revoke') && (
          <Button danger aria-expanded={form === 'revoke'} onClick={() => onForm(toggle(form, 'revoke'))}>
            {t('revoke')}
          </Button>
        )}
      </Flex>
      {may('send-back') && form === 'send-back' && <SendBack the={the} onDone={onDone} onClose={close} />}
      {may('refuse') && form === 'refuse' && <Refuse the={the} onDone={onDone} onClose={close} />}
      {may('revoke') && form === 'revoke' && <Revoke the={the} onDone={onDone} onClose={close} />}
    </>
  );
}

/** 退回重新审核, with what the next reviewer is to look at. */
function SendBack({ the, onDone, onClose }: Panel & Closable) {
  const { t } = useTranslation('county');
  const [words, setWords] = useTyped('send-back.words');
  return (
    <PanelForm onClose={onClose}>
      <WordsField id="words" label={t('sendBackWords')} autoFocus value={words} onChange={setWords} />
      <ActButton
        type="primary"
        act={(key) => actOnReview(the, 'send-back', { words }, key)}
        onDone={onDone}
        kept={[words]}
      >
        {t('sendBackDo')}
      </ActButton>
    </PanelForm>
  );
}

/** 不予签发: begins with what the reviewer recommended, if it was a refusal. */
function Refuse({ the, onDone, onClose }: Panel & Closable) {
  const { t } = useTranslation('county');
  const bureau = useBureauName();
  const given = the.recommendation?.given;
  const recommended = given?.verdict === 'refuse' ? given : undefined;
  const [typedCode, setCode] = useTyped('refuse.code', recommended?.code);
  const code = countyRefusalCodes.find((one) => one === typedCode);
  const [explanation, setExplanation] = useTyped('refuse.words', recommended?.grounds);
  const [contact, setContact] = useContact('refuse');
  return (
    <PanelForm onClose={onClose}>
      <ReasonSelect id="code" codes={countyRefusalCodes} words={countyRefusalWords} value={code} onChange={setCode} />
      <Explanation value={explanation} onChange={setExplanation} />
      <ContactFields contact={contact} onChange={setContact} />
      <ActButton
        type="primary"
        danger
        act={(key) => actOnReview(the, 'refuse', { code, explanation, contact }, key)}
        onDone={onDone}
        kept={[explanation]}
      >
        {t('refuseDo', { bureau: bureau(the.residenceBureau) })}
      </ActButton>
    </PanelForm>
  );
}

function Revoke({ the, onDone, onClose }: Panel & Closable) {
  const { t } = useTranslation('county');
  const bureau = useBureauName();
  const [typedReason, setReason] = useTyped('revoke.reason');
  const reason = revocationReasons.find((one) => one === typedReason);
  const [explanation, setExplanation] = useTyped('revoke.words');
  return (
    <PanelForm onClose={onClose}>
      <ReasonSelect id="reason" codes={revocationReasons} words={revocationWords} value={reason} onChange={setReason} />
      <Explanation value={explanation} onChange={setExplanation} />
      <ActButton
        type="primary"
        danger
        act={(key) => actOnReview(the, 'revoke', { reason, explanation }, key)}
        onDone={onDone}
        kept={[explanation]}
      >
        {t('revokeDo', { bureau: bureau(the.residenceBureau) })}
      </ActButton>
    </PanelForm>
  );
}

function Explanation({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { t } = useTranslation('county');
  return <WordsField id="explanation" label={t('explanation')} maxLength={1000} value={value} onChange={onChange} />;
}
