/** Choosing people from the directory, by name or account. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { departmentsQuery, peopleQuery } from '../../api/directory';
import { Avatar } from '../../components/Avatar';

interface Props {
  readonly id: string;
  readonly many: boolean;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly label?: string;
}

export function PersonSelect({ id, many, value, onChange, invalid, describedBy, placeholder, label }: Props) {
  const people = useQuery(peopleQuery);
  const departments = useQuery(departmentsQuery);
  const options = (people.data ?? [])
    .filter((person) => person.active || value.includes(person.id))
    .map((person) => ({
      value: person.id,
      label: person.name,
      search: `${person.name} ${person.account}`.toLowerCase(),
      department: departments.data?.find((department) => department.id === person.department)?.name,
    }));
  return (
    <Select<string | string[]>
      id={id}
      className="fill"
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear
      loading={people.isPending}
      showSearch={{ filterOption: (typed, option) => option?.search.includes(typed.toLowerCase()) ?? false }}
      value={many ? [...value] : (value[0] ?? (null as unknown as string))}
      options={options}
      labelRender={({ label, value }) => label ?? (people.data ? String(value).slice(0, 8) : '…')}
      optionRender={(option) => (
        <span className="person">
          <Avatar name={String(option.data.label ?? '')} />
          {option.data.label}
          <small className="mute">{option.data.department}</small>
        </span>
      )}
      onChange={(chosen: string | string[] | undefined) => onChange(chosen === undefined ? [] : [chosen].flat())}
      placeholder={placeholder}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      {...(label ? { 'aria-label': label } : { 'aria-labelledby': `${id}-label` })}
    />
  );
}
