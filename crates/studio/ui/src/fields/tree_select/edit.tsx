/** One option of a tree. */
import { TreeSelect } from 'antd';
import { useWords } from '../../i18n/text';
import { optionsOf, useApp } from '../../model/context';
import type { Option } from '../../model/field';
import type { Editor, EditProps } from '../kind';

interface Node {
  readonly value: string;
  readonly title: string;
  readonly selectable: boolean;
  readonly children: Node[];
}

function Edit({ id, field, value, onChange, invalid, describedBy, placeholder }: EditProps<'tree_select'>) {
  const app = useApp();
  const words = useWords();
  const nodes = (options: readonly Option[]): Node[] =>
    options
      .filter((option) => option.retired !== true || option.key === value)
      .map((option) => ({
        value: option.key,
        title: words(option.label),
        selectable: !(field.leaf_only && option.children?.length),
        children: nodes(option.children ?? []),
      }));
  return (
    <TreeSelect
      id={id}
      className="fill"
      allowClear={field.required !== true}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeLine
      treeDefaultExpandAll
      {...(value === null ? {} : { value })}
      treeData={nodes(optionsOf(app, field.options))}
      onChange={(key: string | undefined) => onChange(key ?? null)}
      placeholder={placeholder}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-describedby={describedBy}
      aria-labelledby={`${id}-label`}
    />
  );
}

export const editor: Editor<'tree_select'> = { Edit };
