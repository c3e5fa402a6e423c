/** The bureau that this service belongs to. */
export class Bureau {
  constructor(readonly code: string) {}
}
