import { createHash } from 'node:crypto';
import { BureauAbout } from '@yidi/contracts';
import {
  type CardOrdered,
  type CertificationFault,
  certificationFaults,
  signatureOutcome,
  type SignedCertification,
} from '@yidi/domain';
import { type Directory, type PayloadOf, type ReceivedLetter, verifyDocument } from '@yidi/messaging';
import { canonicalBytes } from '@yidi/service';

type Order = Pick<ReceivedLetter<PayloadOf<typeof CardOrdered>>, 'from' | 'subject' | 'payload' | 'bytes'>;

/** Whether the directory assigns the sender's cards to this bureau, and the card goes to a point of the sender. */
export function orderedHere({ from, subject, payload }: Order, directory: Directory, here: string): boolean {
  const about = BureauAbout.safeParse(directory.bureau(from.bureau)?.about);
  return (
    about.success &&
    about.data.production === here &&
    about.data.points.some(({ code }) => code === payload.point) &&
    subject === payload.applicationId
  );
}

/** What is wrong with an order's certification; empty when the county has signed exactly this for exactly this photo. */
export function orderFaults({ payload, bytes = new Uint8Array() }: Order, directory: Directory): CertificationFault[] {
  const { signed, registrationBureau, applicationId } = payload;
  return certificationFaults(signed, {
    signature: signatureOutcome(signedBy(signed, registrationBureau, directory)),
    bureau: registrationBureau,
    applicationId,
    photoSha256: createHash('sha256').update(bytes).digest('hex'),
  });
}

/** Undefined where the county had no such key then. */
function signedBy(
  { certification, signature }: SignedCertification,
  bureau: string,
  directory: Directory,
): boolean | undefined {
  const key = directory.certifyKey(bureau, signature.kid, new Date(certification.issuedAt));
  return key && verifyDocument(canonicalBytes(certification), signature.value, key);
}
