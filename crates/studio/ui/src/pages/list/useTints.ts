/** The colour of a row: of the first rule that holds for its record. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { recordQuery } from '../../api/records';
import { holds } from '../../expression/evaluate';
import { resolver, treeOf } from '../../filter/tree';
import { type Lookup, sourceOf } from '../../form/source';
import { useExpressionContext } from '../../form/useSurroundings';
import type { FormModel, Rec } from '../../model/app';
import { useApp } from '../../model/context';
import type { Colour } from './settings';

/** Colours that rows may have, in the words of the definition. */
export const tints = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;

export function useTints(form: FormModel, rules: readonly Colour[]): (record: Rec) => string | undefined {
  const app = useApp();
  const context = useExpressionContext();
  const cache = useQueryClient();
  return useMemo(() => {
    const resolve = resolver(app, form);
    const known = rules.flatMap(({ when, colour }) => {
      const tree = treeOf(when, resolve);
      return tree ? [{ tree, colour }] : [];
    });
    if (known.length === 0) return () => undefined;
    const colours = new WeakMap<Rec, string | undefined>();
    return (record: Rec) => {
      if (colours.has(record)) return colours.get(record);
      const lookup: Lookup = (target, id) => {
        for (const linked of Object.values(record.expanded ?? {}))
          for (const one of [linked].flat()) if (one && (one as Rec).id === id) return one as Rec;
        return cache.getQueryData<Rec>(recordQuery({ app: app.key, form: target }, id).queryKey);
      };
      const source = sourceOf(app, form, record, lookup);
      const colour = known.find(({ tree }) => holds(tree, source, context))?.colour;
      colours.set(record, colour);
      return colour;
    };
  }, [app, form, rules, context, cache]);
}
