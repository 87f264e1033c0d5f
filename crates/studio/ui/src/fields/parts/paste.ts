/** What a cell of a spreadsheet means for a field; pure. */
import { readPhone, shift } from '../../lib/format';
import type { Field, Option } from '../../model/field';
import { readDecimal } from './decimal';

const yes = new Set(['是', '有', '√', 'yes', 'true', 'y', '1']);
const no = new Set(['否', '无', '×', 'no', 'false', 'n', '0']);

/** The option that people call so, in any language, anywhere in a tree. */
function optionNamed(options: readonly Option[], text: string): Option | undefined {
  for (const option of options) {
    const { key, label, children = [] } = option;
    if (key === text || (typeof label === 'string' ? [label] : Object.values(label)).includes(text)) return option;
    const below = optionNamed(children, text);
    if (below) return below;
  }
  return undefined;
}

/** What a cell with several things means one by one. */
const several = (text: string) => text.split(/[,;，；、]/).flatMap((part) => part.trim() || []);

/** The value of pasted text; undefined when the field does not take text. `options` are those of a set that the field names. */
export function readCell(field: Field, cell: string, options?: readonly Option[]): unknown {
  const text = cell.trim();
  if (text === '') return null;
  switch (field.kind) {
    case 'text':
    case 'long_text':
    case 'email':
    case 'url':
    case 'id_number':
      return text;
    case 'phone':
      return readPhone(text);
    case 'number':
    case 'money':
      return readDecimal(text);
    case 'percent':
      return text.includes('%') ? shift(readDecimal(text), -2) : readDecimal(text);
    case 'integer': {
      const digits = readDecimal(text);
      return /^-?\d{1,15}$/.test(digits) ? Number(digits) : digits;
    }
    case 'date': {
      const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
      return match ? [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-') : undefined;
    }
    case 'yes_no':
      return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined;
    case 'time': {
      const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
      return match ? [match[1]?.padStart(2, '0'), match[2], match[3] ?? '00'].join(':') : undefined;
    }
    case 'rating':
    case 'progress': {
      const digits = readDecimal(text);
      return /^\d{1,3}$/.test(digits) ? Number(digits) : undefined;
    }
    case 'tags':
      return several(text);
    case 'select':
    case 'tree_select':
    case 'multi_select': {
      const offered = options ?? (typeof field.options === 'string' ? undefined : field.options);
      if (!offered) return undefined;
      if (field.kind !== 'multi_select') return optionNamed(offered, text)?.key;
      const keys = several(text).flatMap((part) => optionNamed(offered, part)?.key ?? []);
      return keys.length > 0 ? keys : undefined;
    }
    default:
      return undefined;
  }
}
