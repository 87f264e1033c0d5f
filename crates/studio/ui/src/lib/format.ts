/** How numbers, amounts and times look; pure functions of wire values. */
import { civil } from './today';

const symbols: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', JPY: '¥', HKD: 'HK$' };

export function currencySymbol(currency: string | undefined): string {
  return symbols[currency ?? 'CNY'] ?? `${currency} `;
}

/** Groups the digits of a decimal by thousands: `-1234567.50` becomes `-1,234,567.50`. */
export function group(decimal: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!match) return decimal;
  const [, sign = '', whole = '', fraction = ''] = match;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + fraction;
}

/** Drops a fraction of nothing but zeros. */
function plain(decimal: string): string {
  return decimal.replace(/\.0+$/, '');
}

export function formatNumber(value: string | number): string {
  return group(plain(String(value)));
}

export function formatMoney(value: string | number, currency?: string): string {
  const text = group(plain(String(value)));
  return text.startsWith('-') ? `-${currencySymbol(currency)}${text.slice(1)}` : currencySymbol(currency) + text;
}

/** An amount for a summary: `1,286,000` is `128.6 万` in Chinese and `1.29M` in English. */
export function formatShort(value: string | number, language: string): string {
  const amount = Number(value);
  const steps: readonly (readonly [number, string])[] =
    language === 'zh-CN'
      ? [
          [1e8, ' 亿'],
          [1e4, ' 万'],
        ]
      : [
          [1e9, 'B'],
          [1e6, 'M'],
          [1e4, 'K'],
        ];
  for (const [size, unit] of steps) {
    if (Math.abs(amount) < size) continue;
    const scaled = size === 1e4 && unit === 'K' ? amount / 1e3 : amount / size;
    return group(String(Math.round(scaled * 100) / 100)) + unit;
  }
  return group(String(Math.round(amount * 100) / 100));
}

/** Moves the decimal point of `value` by `places` digits to the right (left when negative), exactly. */
export function shift(value: string, places: number): string {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(value.trim());
  if (!match) return value;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
  const right = padded.slice(at).replace(/0+$/, '');
  const result = right ? `${left}.${right}` : left;
  return /^[0.]+$/.test(result) ? '0' : sign + result;
}

export function formatPercent(fraction: string | number): string {
  return `${group(shift(String(fraction), 2))}%`;
}

/** Date and time of a moment in `zone`, to the minute; what is no moment stays as it is. */
export function formatDateTime(instant: string, zone: string): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return instant;
  const { date, time } = civil(moment, zone);
  return `${date} ${time.slice(0, 5)}`;
}

export function formatTime(time: string): string {
  return time.replace(/^(\d{2}:\d{2}):00$/, '$1');
}

export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 102.4) / 10} kB`;
  return `${Math.round(bytes / 104857.6) / 10} MB`;
}

/** A stored phone number as people write it: `+8613812345678` is `138 1234 5678`. Masked text stays as it is. */
export function formatPhone(value: string): string {
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(value);
  if (mobile) return mobile.slice(1).join(' ');
  const landline = /^\+86(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})$/.exec(value);
  if (landline) return `0${landline[1]} ${landline[2]} ${landline[3]}`;
  return value;
}

/** What a person typed as a phone number, in E.164 when it is a number of mainland China; else only without blanks. */
export function readPhone(typed: string): string {
  const digits = typed.replace(/[\s()（）-]/g, '');
  if (/^1\d{10}$/.test(digits)) return `+86${digits}`;
  if (/^0[1-9]\d{8,10}$/.test(digits)) return `+86${digits.slice(1)}`;
  if (/^(?:00|\+)86(\d{8,11})$/.test(digits)) return `+86${digits.replace(/^(?:00|\+)86/, '')}`;
  return digits;
}
