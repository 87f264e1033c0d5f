/** Asks the server what it thinks of an expression, a moment after the last key. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { type ExpressionAnswer, judgeExpression, type Purpose } from '../../../api/designing';
import { useDebounced } from '../../../lib/useDebounced';
import type { ConditionDoc } from '../../form/document';
import type { Reach } from '../scope';

export interface Question {
  readonly reach: Reach;
  readonly purpose: Purpose;
  readonly text?: string;
  readonly condition?: ConditionDoc | undefined;
  readonly expects?: string | undefined;
  readonly record?: string | undefined;
}

export interface Judgement {
  readonly answer: ExpressionAnswer | undefined;
  /** Whether the answer is about what stands there now. */
  readonly fresh: boolean;
}

export function useExpression({ reach, purpose, text, condition, expects, record }: Question): Judgement {
  const document = useDeferredValue(reach.document);
  const asked = useMemo(
    () => ({
      app: document.app.key,
      document,
      form: reach.form,
      ...(reach.table === undefined ? {} : { table: reach.table }),
      for: purpose,
      ...(reach.old ? { old: true } : {}),
      ...(text === undefined ? {} : { text }),
      ...(condition === undefined ? {} : { condition }),
      ...(expects === undefined ? {} : { expects }),
      ...(record === undefined ? {} : { record }),
    }),
    [document, reach.form, reach.table, reach.old, purpose, text, condition, expects, record],
  );
  const question = useDebounced(asked, 250);
  const { document: _document, ...key } = question;
  const empty = (question.text ?? '').trim() === '' && question.condition === undefined;
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['expression', key, question.document],
    queryFn: ({ signal }) => judgeExpression(question, signal),
    enabled: !empty,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  return { answer: empty ? undefined : data, fresh: question === asked && !isPlaceholderData };
}
