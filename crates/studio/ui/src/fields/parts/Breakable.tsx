/** An address that breaks where its parts do when it is too long for its line. */
import { Fragment } from 'react';

interface Props {
  readonly value: string;
  /** Where a line may begin: in front of what this finds. */
  readonly before: RegExp;
}

export function Breakable({ value, before }: Props) {
  return value.split(before).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an address have no identity but their place
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
