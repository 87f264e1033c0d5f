/** The names that cells of a table are written with, from what the screen knows already. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentsQuery, peopleQuery } from '../../api/directory';
import { type Place, queryRecords, recordQuery } from '../../api/records';
import { regionsQuery } from '../../fields/parts/regions';
import { useWords } from '../../i18n/text';
import { useZone } from '../../lib/today';
import type { FormModel, Rec } from '../../model/app';
import type { Column } from '../../model/columns';
import { titleOf, useApp } from '../../model/context';
import { expandedTitles, type Names } from '../../table/names';
import type { FindLinked } from '../../table/read';

export interface UseNames {
  /** Names for these records: the titles of what they link to came with them. */
  namesFor: (records: readonly (Rec | undefined)[]) => Names;
  /** Asks for the only record with a title, once for each title. */
  finder: () => FindLinked;
}

const regional = new Set(['region', 'address']);

export function useNames(form: FormModel, columns: readonly Column[]): UseNames {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const app = useApp();
  const cache = useQueryClient();
  const zone = useZone();
  const { data: people } = useQuery(peopleQuery);
  const { data: departments } = useQuery(departmentsQuery);
  const { data: regions } = useQuery({
    ...regionsQuery,
    enabled: columns.some(({ field }) => regional.has(field.kind)),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: words changes with every render, its language does not
  const plain = useMemo(
    (): Omit<Names, 'title'> => ({
      app,
      words,
      yes: t('common.yes'),
      no: t('common.no'),
      zone,
      people: new Map(people?.map(({ id, name }) => [id, name])),
      departments: new Map(departments?.map(({ id, name }) => [id, name])),
      regions: regions?.names ?? new Map<string, string>(),
    }),
    [app, people, departments, regions, zone, i18n.language],
  );
  const namesFor = useCallback(
    (records: readonly (Rec | undefined)[]): Names => {
      const titles = new Map<string, string>();
      for (const record of records) {
        if (!record) continue;
        for (const [id, title] of expandedTitles(app, form.fields, record)) titles.set(id, title);
        for (const { path } of columns) {
          // A column behind a link shows what that record links to.
          const head = path.includes('.') ? path.split('.')[0] : undefined;
          const linked = head === undefined ? undefined : record.expanded?.[head];
          const target = head === undefined ? undefined : form.fields.find(({ key }) => key === head);
          if (linked && !Array.isArray(linked) && target?.kind === 'link')
            for (const [id, title] of expandedTitles(app, app.forms[target.form]?.fields ?? [], linked as Rec))
              titles.set(id, title);
        }
      }
      return {
        ...plain,
        title: (target, id) => {
          const known = titles.get(id);
          if (known !== undefined) return known;
          const record = cache.getQueryData<Rec>(recordQuery({ app: app.key, form: target }, id).queryKey);
          return record && titleOf(app.forms[target], record);
        },
      };
    },
    [plain, app, form, columns, cache],
  );
  const finder = useCallback((): FindLinked => {
    const asked = new Map<string, Promise<string | undefined>>();
    return (target, title) => {
      const key = `${target} ${title}`;
      const found = asked.get(key) ?? findLinked({ app: app.key, form: target }, app.forms[target]?.title, title);
      asked.set(key, found);
      return found;
    };
  }, [app]);
  return { namesFor, finder };
}

async function findLinked(place: Place, field: string | undefined, title: string): Promise<string | undefined> {
  if (field === undefined) return undefined;
  const { items } = await queryRecords(place, { where: { field, op: 'eq', value: title }, fields: [field], limit: 2 });
  return items.length === 1 ? items[0]?.id : undefined;
}
