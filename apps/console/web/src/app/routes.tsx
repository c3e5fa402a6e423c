import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type ErrorRouteComponent,
} from '@tanstack/react-router';
import { BrokenPage, NoSuchPage } from './broken-page.js';
import { parseSearch, searchOf, stringifySearch } from './search.js';
import { Shell } from './shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../my-work/my-work.js'), 'MyWork'),
});

const applications = createRoute({
  getParentRoute: () => root,
  path: '/applications',
  validateSearch: searchOf('state', 'point', 'late', 'cursor'),
  component: lazyRouteComponent(() => import('../cases/applications.js'), 'Applications'),
});

const application = createRoute({
  getParentRoute: () => root,
  path: '/applications/$id',
  component: lazyRouteComponent(() => import('../cases/application-page.js'), 'ApplicationPage'),
});

const reviews = createRoute({
  getParentRoute: () => root,
  path: '/reviews',
  validateSearch: searchOf('state', 'late', 'cursor'),
  component: lazyRouteComponent(() => import('../county/reviews.js'), 'Reviews'),
});

const review = createRoute({
  getParentRoute: () => root,
  path: '/reviews/$id',
  component: lazyRouteComponent(() => import('../county/review-page.js'), 'ReviewPage'),
});

/** Every page of the console; a new one is a route here and an entry in `nav.ts`. */
const routeTree = root.addChildren([home, applications, application, reviews, review]);

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
  interface Register {
    router: typeof router;
  }
}
