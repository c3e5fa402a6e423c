import type { Service } from './define-letter.js';
import type { letterCatalogue } from './index.js';

type LetterType = (typeof letterCatalogue)[number]['type'];

/** What happens at one side: a thing in a state gets the other side's letter. */
export interface CrossingSide {
  readonly at: Service;
  readonly state: string;
  readonly takes: LetterType;
  readonly next: string;
  /** `acts`: the letter still does its work. `noted`: it comes too late, history says so and nothing is sent. */
  readonly outcome: 'acts' | 'noted';
}

/** Two letters that can pass each other on the way, and why the outcome is right. */
export interface Crossing {
  readonly letters: readonly [LetterType, LetterType];
  readonly because: string;
  readonly sides: readonly CrossingSide[];
}

/** Every pair of letters that can cross. None of them parks a letter. */
export const crossings: readonly Crossing[] = [
  {
    letters: ['application.withdrawn', 'application.issued'],
    because: 'the applicant took it back before the certification came: it is never used, the county closes the case',
    sides: [
      { at: 'review', state: 'issued', takes: 'application.withdrawn', next: 'withdrawn', outcome: 'acts' },
      { at: 'intake', state: 'withdrawn', takes: 'application.issued', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['application.withdrawn', 'application.returned'],
    because: 'nothing is left to correct',
    sides: [
      { at: 'review', state: 'returned', takes: 'application.withdrawn', next: 'withdrawn', outcome: 'acts' },
      { at: 'intake', state: 'withdrawn', takes: 'application.returned', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['application.withdrawn', 'application.refused'],
    because: 'both sides have ended the case; the money goes back once',
    sides: [
      { at: 'review', state: 'refused', takes: 'application.withdrawn', next: 'refused', outcome: 'noted' },
      { at: 'intake', state: 'withdrawn', takes: 'application.refused', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['application.withdrawn', 'issue.revoked'],
    because: 'issued and revoked while the withdrawal was on its way: there is no card to stop',
    sides: [
      { at: 'review', state: 'revoked', takes: 'application.withdrawn', next: 'revoked', outcome: 'noted' },
      { at: 'intake', state: 'withdrawn', takes: 'issue.revoked', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['application.withdrawn', 'application.rerouted'],
    because: 'nobody sends on what the applicant has taken back',
    sides: [
      { at: 'review', state: 'rerouted', takes: 'application.withdrawn', next: 'rerouted', outcome: 'noted' },
      { at: 'intake', state: 'withdrawn', takes: 'application.rerouted', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['loss.lifted', 'application.issued'],
    because: 'the card was found and the application withdrawn with it: the certification is never used',
    sides: [
      { at: 'review', state: 'issued', takes: 'loss.lifted', next: 'issued', outcome: 'acts' },
      { at: 'intake', state: 'withdrawn', takes: 'application.issued', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['loss.reported', 'application.refused'],
    because: 'a second live application is refused at once; the card is lost all the same',
    sides: [
      { at: 'review', state: 'refused', takes: 'loss.reported', next: 'refused', outcome: 'acts' },
      { at: 'intake', state: 'accepted', takes: 'application.refused', next: 'refused-by-county', outcome: 'acts' },
    ],
  },
  {
    letters: ['loss.reported', 'application.returned'],
    because: 'the loss counts whatever the case comes to',
    sides: [
      { at: 'review', state: 'returned', takes: 'loss.reported', next: 'returned', outcome: 'acts' },
      { at: 'intake', state: 'accepted', takes: 'application.returned', next: 'returned', outcome: 'acts' },
    ],
  },
  {
    letters: ['loss.reported', 'application.issued'],
    because: 'the loss counts whatever the case comes to',
    sides: [
      { at: 'review', state: 'issued', takes: 'loss.reported', next: 'issued', outcome: 'acts' },
      { at: 'intake', state: 'accepted', takes: 'application.issued', next: 'ordered', outcome: 'acts' },
    ],
  },
  {
    letters: ['loss.reported', 'application.rerouted'],
    because: 'the card is this county’s; the county that has the case now is told of its loss too',
    sides: [
      { at: 'review', state: 'rerouted', takes: 'loss.reported', next: 'rerouted', outcome: 'acts' },
      { at: 'intake', state: 'accepted', takes: 'application.rerouted', next: 'accepted', outcome: 'acts' },
    ],
  },
  {
    letters: ['loss.reported', 'issue.revoked'],
    because: 'the loss counts whatever the case comes to',
    sides: [
      { at: 'review', state: 'revoked', takes: 'loss.reported', next: 'revoked', outcome: 'acts' },
      { at: 'intake', state: 'ordered', takes: 'issue.revoked', next: 'revoked', outcome: 'acts' },
    ],
  },
  {
    letters: ['loss.lifted', 'application.returned'],
    because: 'the card was found and the application withdrawn with it: nothing is left to correct',
    sides: [
      { at: 'review', state: 'withdrawn', takes: 'loss.lifted', next: 'withdrawn', outcome: 'acts' },
      { at: 'intake', state: 'withdrawn', takes: 'application.returned', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['loss.lifted', 'application.refused'],
    because: 'both sides have ended the case; the card was found all the same',
    sides: [
      { at: 'review', state: 'refused', takes: 'loss.lifted', next: 'refused', outcome: 'acts' },
      { at: 'intake', state: 'withdrawn', takes: 'application.refused', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['loss.lifted', 'application.rerouted'],
    because: 'the loss was reported here, so it is lifted here; nobody sends the case on',
    sides: [
      { at: 'review', state: 'rerouted', takes: 'loss.lifted', next: 'rerouted', outcome: 'acts' },
      { at: 'intake', state: 'withdrawn', takes: 'application.rerouted', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['loss.lifted', 'issue.revoked'],
    because: 'issued and revoked while the withdrawal was on its way; the card was found all the same',
    sides: [
      { at: 'review', state: 'revoked', takes: 'loss.lifted', next: 'revoked', outcome: 'acts' },
      { at: 'intake', state: 'withdrawn', takes: 'issue.revoked', next: 'withdrawn', outcome: 'noted' },
    ],
  },
  {
    letters: ['application.corrected', 'application.refused'],
    because: 'the refusal stands: it is the county that decides',
    sides: [
      { at: 'review', state: 'refused', takes: 'application.corrected', next: 'refused', outcome: 'noted' },
      { at: 'intake', state: 'corrected', takes: 'application.refused', next: 'refused-by-county', outcome: 'acts' },
    ],
  },
  {
    letters: ['issue.revoked', 'card.collected'],
    because: 'the card is in the holder’s hand: both sides know, a supervisor looks',
    sides: [
      { at: 'review', state: 'revoked', takes: 'card.collected', next: 'revoked', outcome: 'noted' },
      { at: 'intake', state: 'collected', takes: 'issue.revoked', next: 'collected', outcome: 'noted' },
    ],
  },
  {
    letters: ['review.reminded', 'application.issued'],
    because: 'the county was on its way already; late is still valid',
    sides: [
      { at: 'review', state: 'issued', takes: 'review.reminded', next: 'issued', outcome: 'noted' },
      { at: 'intake', state: 'accepted', takes: 'application.issued', next: 'ordered', outcome: 'acts' },
    ],
  },
  {
    letters: ['review.reminded', 'application.refused'],
    because: 'the county was on its way already',
    sides: [
      { at: 'review', state: 'refused', takes: 'review.reminded', next: 'refused', outcome: 'noted' },
      { at: 'intake', state: 'accepted', takes: 'application.refused', next: 'refused-by-county', outcome: 'acts' },
    ],
  },
  {
    letters: ['review.reminded', 'application.returned'],
    because: 'the next move is the applicant’s',
    sides: [
      { at: 'review', state: 'returned', takes: 'review.reminded', next: 'returned', outcome: 'noted' },
      { at: 'intake', state: 'accepted', takes: 'application.returned', next: 'returned', outcome: 'acts' },
    ],
  },
  {
    letters: ['review.reminded', 'application.rerouted'],
    because: 'the case has another county now, whose own limit runs',
    sides: [
      { at: 'review', state: 'rerouted', takes: 'review.reminded', next: 'rerouted', outcome: 'noted' },
      { at: 'intake', state: 'accepted', takes: 'application.rerouted', next: 'accepted', outcome: 'acts' },
    ],
  },
  {
    letters: ['review.reminded', 'issue.revoked'],
    because: 'issued and taken back before the reminder came: there is nothing to remind of',
    sides: [
      { at: 'review', state: 'revoked', takes: 'review.reminded', next: 'revoked', outcome: 'noted' },
      { at: 'intake', state: 'ordered', takes: 'issue.revoked', next: 'revoked', outcome: 'acts' },
    ],
  },
  {
    letters: ['card.stopped', 'card.made'],
    because: 'a made card goes to destruction; one in the machine too, whatever comes out of it',
    sides: [
      { at: 'production', state: 'batched', takes: 'card.stopped', next: 'to-destroy', outcome: 'acts' },
      { at: 'production', state: 'made', takes: 'card.stopped', next: 'to-destroy', outcome: 'acts' },
      { at: 'intake', state: 'revoked', takes: 'card.made', next: 'revoked', outcome: 'noted' },
    ],
  },
  {
    letters: ['card.stopped', 'card.spoiled'],
    because: 'the remake is the card that is stopped',
    sides: [
      { at: 'production', state: 'ordered', takes: 'card.stopped', next: 'stopped', outcome: 'acts' },
      { at: 'production', state: 'held', takes: 'card.stopped', next: 'stopped', outcome: 'acts' },
      { at: 'intake', state: 'revoked', takes: 'card.spoiled', next: 'revoked', outcome: 'noted' },
    ],
  },
  {
    letters: ['card.stopped', 'card.dispatched'],
    because: 'it travels on and is taken out of the parcel at the point',
    sides: [
      { at: 'production', state: 'dispatched', takes: 'card.stopped', next: 'recalled', outcome: 'acts' },
      { at: 'intake', state: 'revoked', takes: 'card.dispatched', next: 'revoked', outcome: 'noted' },
    ],
  },
  {
    letters: ['card.stopped', 'card.arrived'],
    because: 'nobody is told to come; the card at the point goes to destruction',
    sides: [
      { at: 'production', state: 'arrived', takes: 'card.stopped', next: 'to-destroy', outcome: 'acts' },
      { at: 'intake', state: 'revoked', takes: 'card.arrived', next: 'revoked', outcome: 'noted' },
    ],
  },
  {
    letters: ['card.collected', 'card.spoiled'],
    because:
      'handed over while somebody at the point reported it spoiled: the remake is not wanted, one live card stays',
    sides: [
      { at: 'production', state: 'spoiled', takes: 'card.collected', next: 'spoiled', outcome: 'noted' },
      { at: 'production', state: 'ordered', takes: 'card.collected', next: 'stopped', outcome: 'noted' },
      { at: 'production', state: 'made', takes: 'card.collected', next: 'to-destroy', outcome: 'noted' },
      { at: 'intake', state: 'collected', takes: 'card.spoiled', next: 'collected', outcome: 'noted' },
    ],
  },
  {
    letters: ['card.collected', 'card.made'],
    because: 'the old card was handed over before anybody at the counter knew that it was made again',
    sides: [
      { at: 'production', state: 'made', takes: 'card.collected', next: 'to-destroy', outcome: 'noted' },
      { at: 'intake', state: 'collected', takes: 'card.made', next: 'collected', outcome: 'noted' },
    ],
  },
  {
    letters: ['card.collected', 'card.dispatched'],
    because: 'the remake travels on and is taken out of the parcel at the point',
    sides: [
      { at: 'production', state: 'dispatched', takes: 'card.collected', next: 'recalled', outcome: 'noted' },
      { at: 'intake', state: 'collected', takes: 'card.dispatched', next: 'collected', outcome: 'noted' },
    ],
  },
  {
    letters: ['card.collected', 'card.arrived'],
    because: 'it is the old card that is in its holder’s hand: the remake at the point goes to destruction',
    sides: [
      { at: 'production', state: 'arrived', takes: 'card.collected', next: 'to-destroy', outcome: 'noted' },
      { at: 'intake', state: 'collected', takes: 'card.arrived', next: 'collected', outcome: 'noted' },
    ],
  },
];
