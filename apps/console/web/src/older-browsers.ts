/* What pages use and the browsers of bureaus may lack (Chromium 90); the stories run without it. */
import 'core-js/actual/array/at.js';
import 'core-js/actual/array/find-last.js';
import 'core-js/actual/array/to-reversed.js';
import 'core-js/actual/array/to-sorted.js';
import 'core-js/actual/object/has-own.js';
