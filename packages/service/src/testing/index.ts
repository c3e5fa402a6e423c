export { aboutBureau, bureauFiles } from './bureaus.js';
export { aCorrespondent, inboxesFor } from './correspondent.js';
export { aDatabase, dumpOf } from './database.js';
export { eventually } from './eventually.js';
export { aProvider, claimsOf, type TestOfficer } from './provider.js';
