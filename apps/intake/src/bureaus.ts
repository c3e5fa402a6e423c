import { Injectable } from '@nestjs/common';
import { BureauAbout } from '@yidi/contracts';
import { DomainError } from '@yidi/domain';
import { Directory } from '@yidi/messaging';
import { Bureau } from '@yidi/service';

/** What the directory says of bureaus besides their keys. */
@Injectable()
export class Bureaus {
  constructor(
    private readonly directory: Directory,
    private readonly self: Bureau,
  ) {}

  /** This bureau. */
  own(): BureauAbout {
    return this.about(this.self.code);
  }

  about(code: string): BureauAbout {
    const entry = this.directory.bureau(code);
    if (!entry) throw unknown(code);
    return BureauAbout.parse(entry.about);
  }

  /** The county that reviews for a division; it must have a review to send to. */
  reviewing(code: string): string {
    if (!this.directory.knows(code, 'review')) throw unknown(code);
    return code;
  }

  /** The bureau that registers for a division. */
  ofDivision(division: string): string {
    const found = this.directory.bureaus().find(({ about }) => BureauAbout.parse(about).divisions.includes(division));
    if (!found) throw unknown(division);
    return found.bureau;
  }
}

const unknown = (code: string): DomainError =>
  new DomainError('UNKNOWN_BUREAU', 'the directory has no such bureau', { code });
