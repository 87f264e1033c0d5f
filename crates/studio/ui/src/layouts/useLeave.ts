/** Signing out: the server forgets the session, the page forgets what it showed. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { dropSession } from '../api/gate';
import { signOut } from '../api/session';

export function useLeave(): () => Promise<void> {
  const router = useRouter();
  const cache = useQueryClient();
  return async () => {
    dropSession();
    await signOut().catch(() => undefined);
    await router.navigate({ to: '/login', search: {} });
    cache.clear();
  };
}
