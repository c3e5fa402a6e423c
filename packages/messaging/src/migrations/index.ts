import { Letters1763800000000 } from './1763800000000-letters.js';

export { grantToApp } from './grants.js';

/** Applied by every service before its own migrations. */
export const messagingMigrations = [Letters1763800000000];
