export { Papers, type Printed } from './papers.js';
export { kinds, type PaperData, type PaperName } from './kinds/index.js';
export type { Office, PaperHead } from './kinds/head.js';
export { receiptSizes, type ReceiptSize } from './kinds/receipt.js';
export type { MissingCharacter } from './missing.js';
export * from './receipt/receipt-proof.js';
