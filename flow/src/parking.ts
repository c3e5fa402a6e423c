import { ParkedPage } from '@yidi/contracts';
import { eventually } from './http.js';
import type { OfficerAt } from './officer.js';
import type { Stack } from './stack.js';
import { asSuperuser } from './stored.js';

/** A fault of 990202's own that no letter can help: while it stands, the county can open no review. */
export class NoReviews {
  private readonly database = 'yidi_990202_review';

  constructor(private readonly stack: Stack) {}

  async begin(): Promise<void> {
    await asSuperuser(
      this.stack,
      this.database,
      `create function no_reviews() returns trigger language plpgsql as $$ begin raise exception 'no reviews today'; end $$;
       create trigger no_reviews before insert on reviews for each row execute function no_reviews()`,
    );
  }

  async end(): Promise<void> {
    await asSuperuser(this.stack, this.database, 'drop function if exists no_reviews cascade');
  }
}

/** The letters about a case that a service has put aside, as its administrator sees them. */
export async function parkedAbout(administrator: OfficerAt, subject: string) {
  const letters = await administrator.askEvery(ParkedPage, '/letters/parked');
  return letters.filter((letter) => letter.subject === subject);
}

/** The first letter about a case that is put aside, once it is. */
export const firstParked = (administrator: OfficerAt, subject: string) =>
  eventually(`a letter about ${subject} parked`, async () => (await parkedAbout(administrator, subject))[0]);
