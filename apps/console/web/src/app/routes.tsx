import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorRouteComponent,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { applicationsQuery } from '../api/intake.js';
import { batchesQuery, cardsQuery, parcelsQuery } from '../api/production.js';
import { queries } from '../api/queries.js';
import { reviewsQuery } from '../api/review.js';
import { BrokenPage, NoSuchPage } from './broken-page.js';
import { parseSearch, searchOf, stringifySearch } from './search.js';
import { Shell } from './shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../my-work/my-work.js'), 'MyWork'),
});

/** What may stand in the address of a list. */
const filtersOf = {
  applications: searchOf('state', 'point', 'late', 'uncollected', 'awaits', 'cursor'),
  reviews: searchOf('state', 'late', 'cursor'),
  cards: searchOf('state', 'point', 'late', 'spoiled', 'cursor'),
  batches: searchOf('state', 'open', 'cursor'),
  parcels: searchOf('state', 'point', 'cursor'),
};

/* A list is asked for as soon as its address is known, not only once its page is loaded and drawn. */
const applications = createRoute({
  getParentRoute: () => root,
  path: '/applications',
  validateSearch: filtersOf.applications,
  beforeLoad: ({ search }) => void queries.prefetchQuery(applicationsQuery(search)),
  component: lazyRouteComponent(() => import('../cases/applications.js'), 'Applications'),
});

const application = createRoute({
  getParentRoute: () => root,
  path: '/applications/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/cases/$id', params });
  },
});

const casePage = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('../cases/case-page.js'), 'CasePage'),
});

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  component: lazyRouteComponent(() => import('../desk/desk-home.js'), 'DeskHome'),
});

const newDraft = createRoute({
  getParentRoute: () => root,
  path: '/desk/new/$draft',
  validateSearch: searchOf('step', 'fresh'),
  component: lazyRouteComponent(() => import('../desk/draft-page.js'), 'DraftPage'),
});

const deskCase = createRoute({
  getParentRoute: () => root,
  path: '/desk/$id',
  validateSearch: searchOf('step'),
  component: lazyRouteComponent(() => import('../desk/case-page.js'), 'CasePage'),
});

const returned = createRoute({
  getParentRoute: () => root,
  path: '/returned/$id',
  component: lazyRouteComponent(() => import('../returned/returned-page.js'), 'ReturnedPage'),
});

const reviews = createRoute({
  getParentRoute: () => root,
  path: '/reviews',
  validateSearch: filtersOf.reviews,
  beforeLoad: ({ search }) => void queries.prefetchQuery(reviewsQuery(search)),
  component: lazyRouteComponent(() => import('../county/reviews.js'), 'Reviews'),
});

const review = createRoute({
  getParentRoute: () => root,
  path: '/reviews/$id',
  component: lazyRouteComponent(() => import('../county/review-page.js'), 'ReviewPage'),
});

const issuing = createRoute({
  getParentRoute: () => root,
  path: '/reviews/issue',
  component: lazyRouteComponent(() => import('../county/issue-many.js'), 'IssueManyPage'),
});

const cards = createRoute({
  getParentRoute: () => root,
  path: '/cards',
  validateSearch: filtersOf.cards,
  beforeLoad: ({ search }) => void queries.prefetchQuery(cardsQuery(search)),
  component: lazyRouteComponent(() => import('../workshop/cards.js'), 'Cards'),
});

const card = createRoute({
  getParentRoute: () => root,
  path: '/cards/$id',
  component: lazyRouteComponent(() => import('../workshop/card-page.js'), 'CardPage'),
});

const batches = createRoute({
  getParentRoute: () => root,
  path: '/batches',
  validateSearch: filtersOf.batches,
  beforeLoad: ({ search }) => void queries.prefetchQuery(batchesQuery(search)),
  component: lazyRouteComponent(() => import('../workshop/batches.js'), 'Batches'),
});

const batch = createRoute({
  getParentRoute: () => root,
  path: '/batches/$id',
  component: lazyRouteComponent(() => import('../workshop/batch-page.js'), 'BatchPage'),
});

const parcels = createRoute({
  getParentRoute: () => root,
  path: '/parcels',
  validateSearch: filtersOf.parcels,
  beforeLoad: ({ search }) => void queries.prefetchQuery(parcelsQuery(search)),
  component: lazyRouteComponent(() => import('../workshop/parcels.js'), 'Parcels'),
});

const parcel = createRoute({
  getParentRoute: () => root,
  path: '/parcels/$id',
  component: lazyRouteComponent(() => import('../workshop/parcel-page.js'), 'ParcelPage'),
});

const counter = createRoute({
  getParentRoute: () => root,
  path: '/counter',
  validateSearch: searchOf('case'),
  component: lazyRouteComponent(() => import('../counter/counter.js'), 'Counter'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-page.js'), 'SettingsPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  path: '/signed-in',
  component: lazyRouteComponent(() => import('./signed-in-page.js'), 'SignedInPage'),
});

const find = createRoute({
  getParentRoute: () => root,
  path: '/find',
  component: lazyRouteComponent(() => import('../cases/find-page.js'), 'FindPage'),
});

const operators = createRoute({
  getParentRoute: () => root,
  path: '/operators',
  component: lazyRouteComponent(() => import('../operators/overview.js'), 'Overview'),
});

const parked = createRoute({
  getParentRoute: () => root,
  path: '/operators/parked',
  validateSearch: searchOf('service', 'cause', 'type', 'peer', 'cursor'),
  component: lazyRouteComponent(() => import('../operators/parked.js'), 'Parked'),
});

const parkedLetter = createRoute({
  getParentRoute: () => root,
  path: '/operators/parked/$service/$id',
  component: lazyRouteComponent(() => import('../operators/parked-letter.js'), 'ParkedLetter'),
});

const settled = createRoute({
  getParentRoute: () => root,
  path: '/operators/settled',
  validateSearch: searchOf('service', 'cursor'),
  component: lazyRouteComponent(() => import('../operators/settled.js'), 'Settled'),
});

const lettersOfStream = createRoute({
  getParentRoute: () => root,
  path: '/operators/letters',
  validateSearch: searchOf('service', 'peer', 'way', 'epoch', 'cursor'),
  component: lazyRouteComponent(() => import('../operators/letters-of-stream.js'), 'LettersOfStream'),
});

const reconciliation = createRoute({
  getParentRoute: () => root,
  path: '/operators/reconciliation',
  component: lazyRouteComponent(() => import('../operators/reconciliation.js'), 'ReconciliationPage'),
});

const quarantine = createRoute({
  getParentRoute: () => root,
  path: '/operators/quarantine',
  component: lazyRouteComponent(() => import('../operators/quarantine.js'), 'QuarantinePage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: searchOf('subject', 'officer', 'from', 'to'),
  component: lazyRouteComponent(() => import('../auditor/audit.js'), 'Audit'),
});

/** Every page of the console; a new one is a route here and an entry in `nav.ts`. */
const routeTree = root.addChildren([
  home,
  desk,
  newDraft,
  deskCase,
  applications,
  application,
  casePage,
  returned,
  reviews,
  review,
  issuing,
  cards,
  card,
  batches,
  batch,
  parcels,
  parcel,
  counter,
  settings,
  signedIn,
  find,
  operators,
  parked,
  parkedLetter,
  settled,
  lettersOfStream,
  reconciliation,
  quarantine,
  audit,
]);

export const router = createRouter({
  routeTree,
  basepath: '/office',
  parseSearch,
  stringifySearch,
  defaultErrorComponent: BrokenPage as ErrorRouteComponent,
  defaultPendingMs: 200,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The case that an act has just sent on, by its number: the list says so. */
    readonly handled?: string;
  }
  interface Register {
    router: typeof router;
  }
}
