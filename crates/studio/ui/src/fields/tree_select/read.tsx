/** One option of a tree, with the way to it. */
import { useWords } from '../../i18n/text';
import { optionPath, optionsOf, useApp } from '../../model/context';
import type { Reader, ReadProps } from '../kind';

function Path({ field, value }: ReadProps<'tree_select'>) {
  const app = useApp();
  const words = useWords();
  const path = optionPath(optionsOf(app, field.options), value);
  return <span className="ellipsis">{path.map((option) => words(option.label)).join(' / ') || value}</span>;
}

export const reader: Reader<'tree_select'> = { Cell: Path, width: 180, family: 'tree' };
