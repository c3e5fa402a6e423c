import { Injectable } from '@nestjs/common';
import { BureauAbout, type BureauEntry } from '@yidi/contracts';
import { BureauCode, DomainError, type PointCode } from '@yidi/domain';
import { Directory, type DirectoryEntry } from '@yidi/messaging';
import { Bureau } from '@yidi/service';

/** What the directory says of bureaus besides their keys. */
@Injectable()
export class Bureaus {
  /** An entry never changes, and one with hundreds of points takes its time to be read. */
  private readonly read = new WeakMap<DirectoryEntry, BureauAbout>();

  constructor(
    private readonly directory: Directory,
    private readonly self: Bureau,
  ) {}

  /** This bureau. */
  own(): BureauAbout {
    return this.about(this.self.code);
  }

  /** A point of this bureau that the directory lists: a county puts aside what comes from any other. */
  ownPoint(code: PointCode): PointCode {
    if (this.own().points.some((point) => point.code === code)) return code;
    throw new DomainError('WRONG_POINT', 'the directory lists no such point of this bureau', { point: code });
  }

  about(code: BureauCode): BureauAbout {
    const entry = this.directory.bureau(code);
    if (!entry) throw unknown(code);
    return this.aboutOf(entry);
  }

  /** Every bureau there is, as screens name it. */
  all(): BureauEntry[] {
    return this.directory.bureaus().map((entry) => {
      const { production: _, ...about } = this.aboutOf(entry);
      return { ...about, code: BureauCode.parse(entry.bureau) };
    });
  }

  /** The county that reviews for a division; it must have a review to send to. */
  reviewing(code: BureauCode): BureauCode {
    if (!this.directory.knows(code, 'review')) throw unknown(code);
    return code;
  }

  /** The bureau that registers for a division. */
  ofDivision(division: string): BureauCode {
    const found = this.directory.bureaus().find((entry) => this.aboutOf(entry).divisions.includes(division));
    if (!found) throw unknown(division);
    return BureauCode.parse(found.bureau);
  }

  private aboutOf(entry: DirectoryEntry): BureauAbout {
    const known = this.read.get(entry) ?? BureauAbout.parse(entry.about);
    this.read.set(entry, known);
    return known;
  }
}

const unknown = (code: string): DomainError =>
  new DomainError('UNKNOWN_BUREAU', 'the directory has no such bureau', { code });
