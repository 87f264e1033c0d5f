/** What the server refuses, as one error type that screens can show. */
import { i18n } from '../i18n';
import type { components } from './schema';

export type Problem = Omit<components['schemas']['ProblemBody'], 'issues' | 'request_id'> & {
  readonly issues?: readonly Issue[];
  readonly request_id?: string;
};
export type Issue = Pick<components['schemas']['IssueBody'], 'code' | 'path' | 'text'> & {
  /** What the sentence names: technical names among it. */
  readonly params?: Readonly<Record<string, unknown>>;
};

export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.detail || problem.code);
    this.status = status;
    this.problem = problem;
  }

  get issues(): readonly Issue[] {
    return this.problem.issues ?? [];
  }
}

const known = [0, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503, 507] as const;

/** One sentence for a person: the server's own when it has one. */
export function sentence(error: unknown): string {
  if (!(error instanceof ApiError)) return i18n.t('error.unexpected');
  if (error.problem.detail) return error.problem.detail;
  const status = known.find((status) => status === error.status);
  return status === undefined ? i18n.t('error.unexpected') : i18n.t(`error.${status}`);
}

/** The first thing that is wrong, when the server names one. */
export function reason(error: unknown): string {
  return (error instanceof ApiError && error.issues[0]?.text) || sentence(error);
}

/** Whether the server says that there is nothing for this person, rather than that it cannot answer now. */
export const isRefusal = (error: unknown) =>
  error instanceof ApiError && (error.status === 403 || error.status === 404);

/** Whether asking again may help; a refusal will be the same the next time. */
export function mayRetry(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  return !(error instanceof ApiError) || error.status === 0 || error.status === 503;
}
