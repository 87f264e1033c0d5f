/** Who published a release: the name of a person; nothing when the product did it by itself. */
import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../../api/directory';

export function usePublisher(): (id: string | null | undefined) => string | undefined {
  const { data: people } = useQuery(peopleQuery);
  return (id) => people?.find((person) => person.id === id)?.name;
}
