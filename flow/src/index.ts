export { County } from './county.js';
export { Desk } from './desk.js';
export { accepted, eventually, insist, Refused, send, type Ask, type Reply } from './http.js';
export { addressOf, OfficerAt, tokenOf } from './officer.js';
export { padded } from './padded.js';
export { formOf, freshPhone, registered, scan, type Citizen } from './person.js';
export { Stack } from './stack.js';
export { walkTheRoad } from './walk.js';
export { Workshop } from './workshop.js';
