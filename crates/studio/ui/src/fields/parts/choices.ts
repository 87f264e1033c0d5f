/** Options as the boxes want them: without what is retired or not allowed now, but never without what is chosen. */

import { useWords } from '../../i18n/text';
import { optionsOf, useApp } from '../../model/context';
import type { Option } from '../../model/field';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export function useChoices(
  options: string | readonly Option[],
  only: readonly string[] | undefined,
  chosen: readonly string[],
): Choice[] {
  const app = useApp();
  const words = useWords();
  return optionsOf(app, options)
    .map((option) => ({
      option,
      allowed: option.retired !== true && (only === undefined || only.includes(option.key)),
    }))
    .filter(({ option, allowed }) => allowed || chosen.includes(option.key))
    .map(({ option, allowed }) => ({
      value: option.key,
      label: words(option.label),
      ...(allowed ? {} : { disabled: true }),
    }));
}
