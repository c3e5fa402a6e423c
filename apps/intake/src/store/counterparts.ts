import type { Application } from '@yidi/domain';

/** The bureau whose review decides about this application. */
export const countyOf = ({ registrationBureau }: Application): string => registrationBureau;

/** The bureau whose production makes this card; none before it is ordered. */
export const workshopOf = ({ card }: Application): string | undefined => card?.bureau;
