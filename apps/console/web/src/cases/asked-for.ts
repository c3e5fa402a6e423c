import { AcceptanceNumber, type CitizenNumber, CitizenNumberText, mistypedReceiptCode, plainForm } from '@yidi/domain';

/** What somebody looks for by what they typed or scanned. */
export type AskedFor =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'person'; readonly number: CitizenNumber }
  | { readonly by: 'receipt'; readonly code: string }
  | { readonly by: 'nothing' };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads an acceptance number, a citizen number, a receipt's code or a case's id; spaces and full-width digits do not matter. */
export function readAskedFor(text: string): AskedFor {
  const plain = plainForm(text);
  if (uuid.test(plain.toLowerCase())) return { by: 'id', id: plain.toLowerCase() };
  const number = AcceptanceNumber.safeParse(plain);
  if (number.success) return { by: 'number', number: number.data };
  const person = CitizenNumberText.safeParse(plain.toUpperCase());
  if (person.success) return { by: 'person', number: person.data };
  return plain !== '' && !mistypedReceiptCode(plain) ? { by: 'receipt', code: plain } : { by: 'nothing' };
}
