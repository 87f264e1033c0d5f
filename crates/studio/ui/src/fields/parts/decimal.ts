/** Reading a number as people type it; pure. */
const digits = /^-?\d*(?:\.\d*)?$/;

/** The digits that were typed, also with full-width ones, thousands separators and a currency sign around. What is no number stays as it is. */
export function readDecimal(typed: string): string {
  const narrow = typed
    .normalize('NFKC')
    .replace(/[\s,¥$%]/g, '')
    .replace(/。/g, '.');
  if (!digits.test(narrow)) return narrow;
  if (narrow === '' || narrow === '-' || narrow === '.') return '';
  const [whole = '', fraction = ''] = narrow.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const left = whole.replace('-', '').replace(/^0+(?=\d)/, '') || '0';
  return fraction === '' ? sign + left : `${sign}${left}.${fraction}`;
}
