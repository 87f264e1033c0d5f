/** People and departments by id, from the directory. */
import { useQuery } from '@tanstack/react-query';
import { departmentsQuery, peopleQuery } from '../../api/directory';
import { Avatar } from '../../components/Avatar';

const nobody = '00000000-0000-0000-0000-000000000000';

export function usePersonName(id: string | null | undefined): string {
  const { data } = useQuery(peopleQuery);
  // The installation itself acts under the nil id; it has no name of a person.
  if (!id || id === nobody) return '';
  return data?.find((person) => person.id === id)?.name ?? (data ? id.slice(0, 8) : '…');
}

export function PersonChip({ id }: { id: string }) {
  const name = usePersonName(id);
  return (
    <span className="person">
      <Avatar name={name} />
      <span className="ellipsis">{name}</span>
    </span>
  );
}

export function DepartmentName({ id }: { id: string }) {
  const { data } = useQuery(departmentsQuery);
  return <>{data?.find((department) => department.id === id)?.name ?? (data ? id.slice(0, 8) : '…')}</>;
}
