/** A department, chosen from the tree of the organisation. */
import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { type Department, departmentsQuery } from '../../api/directory';
import type { Editor, EditProps } from '../kind';

interface Node {
  readonly value: string;
  readonly title: string;
  readonly children: Node[];
}

function below(all: readonly Department[], parent: string | null): Node[] {
  return all
    .filter((department) => (department.parent ?? null) === parent)
    .map(({ id, name }) => ({ value: id, title: name, children: below(all, id) }));
}

function Edit({ id, value, onChange, invalid, describedBy, placeholder }: EditProps<'department'>) {
  const { data } = useQuery(departmentsQuery);
  return (
    <TreeSelect
      id={id}
      className="fill"
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll
      {...(value === null ? {} : { value })}
      treeData={below(data ?? [], null)}
      onChange={(key: string | undefined) => onChange(key ?? null)}
      placeholder={placeholder}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      aria-labelledby={`${id}-label`}
    />
  );
}

export const editor: Editor<'department'> = { Edit };
