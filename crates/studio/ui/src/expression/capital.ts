/** Chinese capital amounts, as contracts and invoices write them (支付结算办法, annex 1). */
import { type Decimal, round } from './decimal';

const digits = [...'零壹贰叁肆伍陆柒捌玖'];
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '兆', '京'];

/** `1409.5` is `壹仟肆佰零玖元伍角`; rounded to 分, empty from 10^16 on. */
export function capitalAmount(amount: Decimal): string | null {
  const rounded = round(amount.abs(), 2, 'nearest');
  if (!rounded) return null;
  const [whole = '0', fraction = '00'] = rounded.toFixed(2).split('.');
  const [jiao, fen] = [Number(fraction[0]), Number(fraction[1])];
  const none = /^0+$/.test(whole);
  const sign = amount.lt(0) && rounded.gt(0) ? '负' : '';
  const yuan = none && rounded.gt(0) ? '' : `${none ? '零' : wholeWords(whole)}元`;
  return sign + yuan + fractionWords(jiao, fen, !none, whole.endsWith('0'));
}

function fractionWords(jiao: number, fen: number, afterYuan: boolean, afterZero: boolean): string {
  if (jiao === 0 && fen === 0) return '整';
  if (jiao === 0) return `${afterYuan ? '零' : ''}${digits[fen]}分`;
  // A zero in the last place before 元 is spoken when digits follow.
  return `${afterYuan && afterZero ? '零' : ''}${digits[jiao]}角${fen > 0 ? `${digits[fen]}分` : ''}`;
}

function wholeWords(whole: string): string {
  let words = '';
  let pendingZero = false;
  const padded = whole.padStart(groups.length * 4, '0');
  groups.toReversed().forEach((unit, index) => {
    const four = padded.slice(index * 4, index * 4 + 4);
    if (four === '0000') {
      pendingZero ||= words !== '';
      return;
    }
    [...four].forEach((digit, place) => {
      if (digit === '0') {
        pendingZero ||= words !== '';
        return;
      }
      if (pendingZero) words += '零';
      pendingZero = false;
      words += `${digits[Number(digit)]}${places[3 - place]}`;
    });
    words += unit;
    pendingZero = four.endsWith('0');
  });
  return words;
}
