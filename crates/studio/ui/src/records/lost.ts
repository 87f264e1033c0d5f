/** What a refusal means to somebody who has just typed something: the right or the record is gone, the words are not. */
import { ApiError, isRefusal, sentence } from '../api/errors';
import { i18n } from '../i18n';

export function lostSentence(error: unknown): string {
  if (!isRefusal(error)) return sentence(error);
  return i18n.t(error instanceof ApiError && error.status === 403 ? 'lost.rightKept' : 'lost.recordKept');
}
