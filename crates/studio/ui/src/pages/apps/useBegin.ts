/** Begins an app, and lets everything that lists apps know. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { appsQuery } from '../../api/apps';
import { meQuery } from '../../api/session';
import type { Begun } from '../../api/templates';

export function useBegin() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const begin = async (work: () => Promise<Begun>): Promise<Begun | undefined> => {
    setBusy(true);
    setError(undefined);
    try {
      const begun = await work();
      await Promise.all([appsQuery, meQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
      return begun;
    } catch (refused) {
      setError(refused);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { begin, busy, error };
}
