/** What the server knows of formulas and conditions while an app is designed. */
import { queryOptions } from '@tanstack/react-query';
import type { AppDocument, ConditionDoc } from '../designers/form/document';
import type { CatalogueEntry } from '../designers/parts/formula/complete';
import type { Tree, TypeJson } from '../expression/tree';
import { call } from './call';

/** What an expression is for; it decides what it may name and what it must give. */
export type Purpose = 'formula' | 'condition' | 'default' | 'options';

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

export interface ExpressionIssue {
  readonly code: string;
  readonly path: string;
  readonly text: string;
  /** Where in the text, in UTF-16 units, when the server could tell. */
  readonly from?: number;
  readonly to?: number;
}

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
    queryFn: async ({ signal }) =>
      (await call<{ items: readonly CatalogueEntry[] }>('GET', 'functions', undefined, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

export function judgeExpression(request: ExpressionRequest, signal?: AbortSignal): Promise<ExpressionAnswer> {
  const { app, document, ...rest } = request;
  return call('POST', `apps/${app}/draft/expression`, { app: document, ...rest }, signal);
}

/** How many records hold each option of a field, as far as the caller may see them. */
export async function countOptions(app: string, form: string, field: string): Promise<ReadonlyMap<string, number>> {
  const { items } = await call<{ items: readonly { readonly n?: unknown; readonly [field: string]: unknown }[] }>(
    'POST',
    `data/${app}/${form}/aggregate`,
    { group_by: [field], measures: { n: { count: '*' } } },
  );
  return new Map(
    items.flatMap((item) => (typeof item[field] === 'string' ? [[item[field], Number(item.n ?? 0)] as const] : [])),
  );
}
