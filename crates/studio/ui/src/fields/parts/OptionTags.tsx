/** Chosen options as tags. */
import { Tag } from '../../components/Tag';
import { useWords } from '../../i18n/text';
import { optionPath, optionsOf, useApp } from '../../model/context';
import type { Option } from '../../model/field';

export function OptionTag({ options, value }: { options: string | readonly Option[]; value: string }) {
  const app = useApp();
  const words = useWords();
  const option = optionPath(optionsOf(app, options), value).at(-1);
  if (!option) return <Tag>{value}</Tag>;
  return option.colour ? (
    <Tag colour={option.colour} dot>
      {words(option.label)}
    </Tag>
  ) : (
    <span>{words(option.label)}</span>
  );
}

export function OptionTags({ options, values }: { options: string | readonly Option[]; values: readonly string[] }) {
  return (
    <span className="tags">
      {values.map((value) => (
        <OptionTag key={value} options={options} value={value} />
      ))}
    </span>
  );
}
