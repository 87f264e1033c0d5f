/** What the rules of a form may ask about: the person, the time, departments, and linked records, which are fetched as they are needed. */
import { useQueries, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { departmentsQuery, peopleQuery } from '../api/directory';
import { recordQuery } from '../api/records';
import { meQuery } from '../api/session';
import type { Context } from '../expression/context';
import { useToday } from '../lib/today';
import type { FormModel } from '../model/app';
import { useApp } from '../model/context';
import { linksNeeded } from './links';
import type { Lookup, Values } from './source';

export function useExpressionContext(): Context {
  const app = useApp();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: people } = useQuery(peopleQuery);
  const { data: departments } = useQuery(departmentsQuery);
  // Time stands still while one writes, but for a new day.
  const { seen, zone } = useToday();
  return useMemo(() => {
    const roles = me.apps.find(({ key }) => key === app.key)?.roles ?? [];
    const own = people?.find(({ id }) => id === me.id);
    return {
      now: BigInt(seen.getTime()) * 1000n,
      zone,
      me: { id: me.id, name: me.name, account: me.account, department: me.department ?? own?.department, roles },
      departmentParent: (id) => departments?.find((department) => department.id === id)?.parent,
    };
  }, [app, me, people, departments, seen, zone]);
}

/** Linked records that the rules of `form` read, from the cache; what is missing is fetched and comes later. */
export function useLookup(form: FormModel, values: Values): Lookup {
  const app = useApp();
  const { data: people } = useQuery(peopleQuery);
  const { data: departments } = useQuery(departmentsQuery);
  const needed = useMemo(() => linksNeeded(app, form, values), [app, form, values]);
  const fetched = useQueries({
    queries: needed.map(({ form, id }) => ({ ...recordQuery({ app: app.key, form }, id), retry: false })),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => {
    const known = new Map(
      needed.flatMap(({ form, id }, index) => (fetched[index] ? [[`${form}/${id}`, fetched[index]] as const] : [])),
    );
    return (target, id) => {
      if (target === 'user') return people?.find((person) => person.id === id);
      if (target === 'department') return departments?.find((department) => department.id === id);
      return known.get(`${target}/${id}`);
    };
  }, [needed, fetched, people, departments]);
}
