/** What the server knows of formulas and conditions while an app is designed. */
import { queryOptions } from '@tanstack/react-query';
import type { AppDocument, ConditionDoc } from '../designers/form/document';
import type { Tree, TypeJson } from '../expression/tree';
import { answer, api } from './client';
import type { components } from './schema';

/** What an expression is for; it decides what it may name and what it must give. */
export type Purpose = components['schemas']['Purpose'];
/** A function of formulas. */
export type CatalogueEntry = components['schemas']['FunctionView'];
/** Something that is wrong, and where in its text, in UTF-16 units, when the server could tell. */
export type ExpressionIssue = components['schemas']['LocatedIssue'];

export interface ExpressionRequest {
  readonly app: string;
  readonly document: AppDocument;
  readonly form: string;
  readonly table?: string | undefined;
  readonly for: Purpose;
  readonly text?: string;
  readonly condition?: ConditionDoc;
  readonly expects?: string | undefined;
  /** Whether there are values before a change where it stands. */
  readonly old?: boolean;
  /** A record of the form on which it is computed. */
  readonly record?: string | undefined;
}

/** The document knows trees and types only as objects. */
export interface ExpressionAnswer {
  readonly issues: readonly ExpressionIssue[];
  readonly type?: TypeJson | null;
  readonly tree?: Tree | null;
  readonly value?: unknown;
}

/** The functions of formulas, for completion and help. The words come in the language of the screen. */
export const functionsQuery = (language: string) =>
  queryOptions({
    queryKey: ['functions', language],
    queryFn: async ({ signal }): Promise<readonly CatalogueEntry[]> =>
      (await answer(api.GET('/functions', { signal }))).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export async function judgeExpression(request: ExpressionRequest, signal?: AbortSignal): Promise<ExpressionAnswer> {
  const { app, document, ...rest } = request;
  const body: object = { app: document, ...rest };
  const judged: unknown = await answer(
    api.POST('/apps/{app}/draft/expression', {
      params: { path: { app } },
      body: body as components['schemas']['ExpressionRequest'],
      ...(signal ? { signal } : {}),
    }),
  );
  return judged as ExpressionAnswer;
}

/** How many records hold each option of a field, as far as the caller may see them. */
export async function countOptions(app: string, form: string, field: string): Promise<ReadonlyMap<string, number>> {
  const { items } = await answer(
    api.POST('/data/{app}/{form}/aggregate', {
      params: { path: { app, form } },
      body: { group_by: [field], measures: { n: { count: '*' } } },
    }),
  );
  return new Map(
    items.flatMap((item) => (typeof item[field] === 'string' ? [[item[field], Number(item.n ?? 0)] as const] : [])),
  );
}
