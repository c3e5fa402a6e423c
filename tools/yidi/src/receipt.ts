import { BureauAbout } from '@yidi/contracts';
import type { Directory } from '@yidi/messaging';
import { checkReceipt, readReceiptProof } from '@yidi/papers/receipt';

/** What the text of a receipt's second code is worth by a directory, with what it says of its receipt. */
export function checkedReceipt(scanned: string, directory: Directory, at: Date) {
  const read = readReceiptProof(scanned);
  if (!read) return { verdict: 'unreadable' } as const;
  const { bureau, number, acceptedOn, dueOn, printedOn } = read.facts;
  const entry = directory.bureau(bureau);
  const name = BureauAbout.safeParse(entry?.about).data?.name ?? null;
  return { verdict: checkReceipt(read, entry?.keys ?? [], at), bureau, name, number, acceptedOn, dueOn, printedOn };
}

/** The same in one line. */
export function receiptLine(checked: ReturnType<typeof checkedReceipt>): string {
  if (checked.verdict === 'unreadable') return "unreadable: this is not the text of a receipt's second code";
  const { verdict, bureau, name, number, acceptedOn, dueOn, printedOn } = checked;
  const days = `accepted ${acceptedOn}, due ${dueOn}, printed ${printedOn}`;
  return `${verdict.replace('-', ' ')}: bureau ${bureau} ${name ?? '(not in the directory)'}, number ${number}, ${days}`;
}
