import { BureauAbout } from '@yidi/contracts';
import type { Contact } from '@yidi/domain';
import type { Directory } from '@yidi/messaging';

/** What this county says of itself in the directory, as it reads now: without an issuing organ it cannot certify anything. */
export class OwnBureau {
  private constructor(
    private readonly directory: Directory,
    private readonly code: string,
  ) {}

  /** Throws when the directory says too little. */
  static of(directory: Directory, code: string): OwnBureau {
    const own = new OwnBureau(directory, code);
    if (!BureauAbout.safeParse(directory.bureau(code)?.about).success) {
      throw new Error(`the directory has no complete entry for this bureau, ${code}`);
    }
    return own;
  }

  get about(): BureauAbout {
    return BureauAbout.parse(this.directory.bureau(this.code)?.about);
  }

  /** Whom to ask about what the county decided by itself. */
  get contact(): Contact {
    const { name, phone } = this.about;
    return { name, phone };
  }
}
