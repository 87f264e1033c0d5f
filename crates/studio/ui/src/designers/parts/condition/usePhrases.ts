/** The words of sentences about conditions, in the language of the screen, with people and departments by name. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentsQuery, peopleQuery } from '../../../api/directory';
import type { Phrases } from './sentence';

const units = ['minutes', 'hours', 'days', 'weeks', 'months', 'quarters', 'years'] as const;
type Unit = (typeof units)[number];
const asUnit = (text: string): Unit => units.find((unit) => unit === text) ?? 'days';

const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];
const asPeriod = (text: string): Period => periods.find((period) => period === text) ?? 'day';

/** Formulas that have a word of their own. */
const known = {
  me: 'me',
  'me.id': 'me',
  'me.department': 'myDepartment',
  'today()': 'today',
  'now()': 'now',
} as const;

export function usePhrases(): Phrases {
  const { t } = useTranslation('panels');
  const { data: people } = useQuery(peopleQuery);
  const { data: departments } = useQuery(departmentsQuery);
  return useMemo((): Phrases => {
    return {
      operator: (op) => t(`condition.op.${op}`),
      joint: (match) => t(`condition.${match}`),
      group: (match, inner) => t(`condition.group.${match}`, { inner }),
      rows: (quantifier, table, inner) =>
        t(inner === '' ? 'condition.rows.any' : `condition.rows.${quantifier}`, { table, inner }),
      yes: t('condition.yes'),
      no: t('condition.no'),
      comma: t('condition.comma'),
      span: (count, unit) => t(`condition.span.${asUnit(unit)}`, { count }),
      period: (op, unit) => t(`condition.period.${op}.${asPeriod(unit)}`),
      during: (period) => t('condition.during', { period }),
      between: (low, high) => t('condition.between', { low, high }),
      formula: (text) => {
        const word = known[text.trim() as keyof typeof known];
        return word ? t(`condition.word.${word}`) : text;
      },
      name: (field, id) =>
        field.kind === 'department'
          ? departments?.find((department) => department.id === id)?.name
          : people?.find((person) => person.id === id)?.name,
      gap: ' ',
    };
  }, [t, people, departments]);
}
