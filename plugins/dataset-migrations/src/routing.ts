import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import {
  fleetRouteRef,
  migrateRouteRef,
  migrationRouteRef,
  rootRouteRef,
  subscriptionsRouteRef,
  targetRouteRef,
  wallRouteRef,
} from './routes';

/** The address of every page that we link to; undefined where an app has left the page out. */
export function useLinks() {
  const root = useRouteRef(rootRouteRef);
  const fleet = useRouteRef(fleetRouteRef);
  const wall = useRouteRef(wallRouteRef);
  const subscriptions = useRouteRef(subscriptionsRouteRef);
  const migrate = useRouteRef(migrateRouteRef);
  const migration = useRouteRef(migrationRouteRef);
  const target = useRouteRef(targetRouteRef);
  const entity = useRouteRef(entityRouteRef);
  return {
    root: () => root?.(),
    fleet: () => fleet?.(),
    wall: () => wall?.(),
    subscriptions: () => subscriptions?.(),
    subscription: (id: string) =>
      subscriptions && `${subscriptions()}?${new URLSearchParams({ id })}`,
    migrate: (from?: string) =>
      migrate &&
      (from ? `${migrate()}?${new URLSearchParams({ from })}` : migrate()),
    clone: (migrationId: string) =>
      migrate && `${migrate()}?${new URLSearchParams({ clone: migrationId })}`,
    flow: (migrationId: string, step: string) =>
      migrate &&
      `${migrate()}?${new URLSearchParams({ migration: migrationId, step })}`,
    migration: (migrationId: string) => migration?.({ migrationId }),
    target: (targetId: string) => target?.({ targetId }),
    entity: (entityRef: string) => {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      return entity?.({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: namespace.toLocaleLowerCase('en-US'),
        name,
      });
    },
  };
}

/** Goes to a page of the app. */
export function useGoTo(): (href: string) => void {
  const navigate = useNavigate();
  return useCallback((href: string) => navigate(href), [navigate]);
}

/** What a page keeps in the address, so that a copied link shows the same. */
export interface UrlState {
  get(name: string): string | undefined;
  /** Lists are comma separated. */
  getList(name: string): string[];
  /** Leaves out what is empty; typing replaces the history entry instead of adding one. */
  set(
    values: Record<string, string | readonly string[] | undefined>,
    options?: { replace?: boolean },
  ): void;
  /** The address's query with some values changed, for links. */
  query(values: Record<string, string | undefined>): string;
}

function withValues(
  search: URLSearchParams,
  values: Record<string, string | readonly string[] | undefined>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(values)) {
    const text =
      typeof value === 'string' ? value : [...(value ?? [])].sort().join(',');
    if (text) {
      next.set(name, text);
    } else {
      next.delete(name);
    }
  }
  return next;
}

/** The query of the address as state of a page. */
export function useUrlState(): UrlState {
  const [search, setSearch] = useSearchParams();
  return {
    get: name => search.get(name) ?? undefined,
    getList: name => search.get(name)?.split(',').filter(Boolean) ?? [],
    set: (values, options) =>
      setSearch(current => withValues(current, values), {
        replace: options?.replace ?? false,
      }),
    query: values => {
      const text = withValues(search, values).toString();
      return text && `?${text}`;
    },
  };
}
