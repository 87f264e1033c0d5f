/** What a cell of a spreadsheet means for a field; pure. */
import { readPhone, shift } from '../../lib/format';
import type { Field } from '../../model/field';
import { readDecimal } from './decimal';

const yes = new Set(['是', '有', '√', 'yes', 'true', 'y', '1']);
const no = new Set(['否', '无', '×', 'no', 'false', 'n', '0']);

/** The value of pasted text; undefined when the field does not take text. */
export function readCell(field: Field, cell: string): unknown {
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
    case 'select': {
      if (typeof field.options === 'string') return undefined;
      const option = field.options.find(
        ({ key, label }) => key === text || Object.values(typeof label === 'string' ? { label } : label).includes(text),
      );
      return option?.key;
    }
    default:
      return undefined;
  }
}
