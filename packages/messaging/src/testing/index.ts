export { Envelope } from '../envelope/envelope.js';
export { someBureaus } from './bureaus.js';
export { UnsealedEnvelope } from './unsealed-envelope.js';
