export { aboutBureau, bureauFiles } from './bureaus.js';
export { aDatabase, dumpOf } from './database.js';
export { eventually } from './eventually.js';
export { aProvider, claimsOf, type TestOfficer } from './provider.js';
