import { BureauAbout } from '@yidi/contracts';
import type { Contact } from '@yidi/domain';
import type { Directory } from '@yidi/messaging';

/** What this county says of itself in the directory: without an issuing organ it cannot certify anything. */
export class OwnBureau {
  constructor(readonly about: BureauAbout) {}

  static of(directory: Directory, code: string): OwnBureau {
    const about = BureauAbout.safeParse(directory.bureau(code)?.about);
    if (!about.success) throw new Error(`the directory has no complete entry for this bureau, ${code}`);
    return new OwnBureau(about.data);
  }

  /** Whom to ask about what the county decided by itself. */
  get contact(): Contact {
    return { name: this.about.name, phone: this.about.phone };
  }
}
