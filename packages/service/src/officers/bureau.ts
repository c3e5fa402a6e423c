import type { BureauCode } from '@yidi/domain';

/** The bureau that this service belongs to. */
export class Bureau {
  constructor(readonly code: BureauCode) {}
}
