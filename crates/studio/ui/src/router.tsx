/** The addresses of the UI. Pages are fetched when first opened; end-user pages import no designer. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ApiError } from './api/errors';
import { meQuery } from './api/session';
import { Failed, Loading } from './components/State';
import { readListSearch } from './pages/list/search';
import { readTrashSearch } from './pages/trash/search';
import { queryClient, whenSignedOut } from './queries';

const root = createRootRoute({ component: Outlet });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? { to: search.to } : {},
  component: lazyRouteComponent(() => import('./pages/login/LoginPage'), 'LoginPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    typeof search.token === 'string' ? { token: search.token } : {},
  component: lazyRouteComponent(() => import('./pages/login/SetupPage'), 'SetupPage'),
});

/** Only who is signed in may enter; others come back after signing in. */
async function signedIn({ location }: { location: { href: string } }) {
  try {
    await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401)
      throw redirect({ to: '/login', search: location.href === '/' ? {} : { to: location.href } });
    throw error;
  }
}

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./layouts/AppShell'), 'AppShell'),
});

const workbench = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/workbench/WorkbenchPage'), 'WorkbenchPage'),
});

const profile = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/profile/ProfilePage'), 'ProfilePage'),
});

const apps = createRoute({
  getParentRoute: () => shell,
  path: '/apps',
  // Come for a new app: the ways to begin one are open.
  validateSearch: ({ begin }: Record<string, unknown>): { begin?: true } => (begin === true ? { begin } : {}),
  component: lazyRouteComponent(() => import('./pages/apps/AppsPage'), 'AppsPage'),
});

const appFromSheet = createRoute({
  getParentRoute: () => shell,
  path: '/apps/sheet',
  component: lazyRouteComponent(() => import('./designers/app/sheet/SheetPage'), 'SheetPage'),
});

const app = createRoute({
  getParentRoute: () => shell,
  path: '/a/$app',
  component: lazyRouteComponent(() => import('./layouts/AppScope'), 'AppScope'),
});

const landing = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./layouts/AppScope'), 'AppLanding'),
});

const list = createRoute({
  getParentRoute: () => app,
  path: '/$form',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./pages/list/ListPage'), 'ListPage'),
});

const create = createRoute({
  getParentRoute: () => app,
  path: '/$form/new',
  validateSearch: (search: Record<string, unknown>): { set?: Record<string, unknown>; from?: string } => ({
    ...(typeof search.set === 'object' && search.set !== null ? { set: search.set as Record<string, unknown> } : {}),
    ...(typeof search.from === 'string' ? { from: search.from } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/record/NewRecordPage'), 'NewRecordPage'),
});

const record = createRoute({
  getParentRoute: () => app,
  path: '/$form/$id',
  component: lazyRouteComponent(() => import('./pages/record/RecordPage'), 'RecordPage'),
});

/** No form can be called `-`. */
const trash = createRoute({
  getParentRoute: () => app,
  path: '/-/trash',
  validateSearch: readTrashSearch,
  component: lazyRouteComponent(() => import('./pages/trash/TrashPage'), 'TrashPage'),
});

/** A record on paper, without the frame of the other pages. */
const print = createRoute({
  getParentRoute: () => root,
  path: '/print/$app/$form/$id',
  beforeLoad: signedIn,
  validateSearch: (search: Record<string, unknown>): { template?: string } =>
    typeof search.template === 'string' ? { template: search.template } : {},
  component: lazyRouteComponent(() => import('./pages/record/PrintPage'), 'PrintPage'),
});

const design = createRoute({
  getParentRoute: () => shell,
  path: '/design/$app',
  component: lazyRouteComponent(() => import('./designers/shell/DesignerShell'), 'DesignerShell'),
});

const designStart = createRoute({
  getParentRoute: () => design,
  path: '/',
  component: lazyRouteComponent(() => import('./designers/shell/DesignerShell'), 'DesignerStart'),
});

const designForm = createRoute({
  getParentRoute: () => design,
  path: '/form/$form',
  component: lazyRouteComponent(() => import('./designers/form/FormDesigner'), 'FormDesigner'),
});

const designMenu = createRoute({
  getParentRoute: () => design,
  path: '/menu',
  component: lazyRouteComponent(() => import('./designers/app/MenuStep'), 'MenuStep'),
});

const designOptions = createRoute({
  getParentRoute: () => design,
  path: '/options',
  component: lazyRouteComponent(() => import('./designers/app/OptionsStep'), 'OptionsStep'),
});

const designRoles = createRoute({
  getParentRoute: () => design,
  path: '/roles',
  component: lazyRouteComponent(() => import('./designers/app/RolesStep'), 'RolesStep'),
});

const designSettings = createRoute({
  getParentRoute: () => design,
  path: '/settings',
  component: lazyRouteComponent(() => import('./designers/app/SettingsStep'), 'SettingsStep'),
});

const designPublish = createRoute({
  getParentRoute: () => design,
  path: '/publish',
  component: lazyRouteComponent(() => import('./designers/publish/PublishStep'), 'PublishStep'),
});

const routeTree = root.addChildren([
  login,
  setup,
  print,
  shell.addChildren([
    workbench,
    profile,
    apps,
    appFromSheet,
    app.addChildren([landing, list, create, record, trash]),
    design.addChildren([
      designStart,
      designForm,
      designMenu,
      designOptions,
      designRoles,
      designSettings,
      designPublish,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 400,
  scrollRestoration: false,
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error, reset }) => <Failed error={error} retry={reset} />,
  defaultNotFoundComponent: () => <Failed error={new ApiError(404, { code: 'not_found', detail: '' })} />,
});

whenSignedOut(() => {
  if (router.state.location.pathname === '/login' || router.state.location.pathname === '/setup') return;
  queryClient.clear();
  void router.navigate({ to: '/login', search: { to: router.state.location.href } });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
