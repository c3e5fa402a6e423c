export { axeOn, openBrowser } from './browser.js';
export { complaintsAbout, complaintsAboutWords, settled } from './checks.js';
export { officeAtWork, type ConsolePage, type Office } from './every-page.js';
export { fontsFor } from './fonts.js';
export { Keys, scanned } from './keys.js';
export { atTheirScreens, deskSize, OfficerScreen } from './officer-screen.js';
export { sizesOf } from './sizes.js';
