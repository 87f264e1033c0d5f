/** The cache of what the server said. Whoever is not signed in any more is sent to the sign-in page. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, mayRetry } from './api/errors';

let onSignedOut: () => void = () => undefined;

/** Says what happens when the server no longer knows the caller. */
export function whenSignedOut(action: () => void) {
  onSignedOut = action;
}

function notice(error: unknown) {
  if (error instanceof ApiError && error.status === 401) onSignedOut();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: { queries: { retry: mayRetry, refetchOnWindowFocus: false } },
});
