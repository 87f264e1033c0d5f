/** The colours of the product, the only place with hex values; `install` hands them to CSS as variables of the same names. */

const light = {
  brand: '#2F5BEA',
  'brand-strong': '#2347C5',
  'brand-soft': '#EEF2FF',
  'on-brand': '#FFFFFF',
  ink: '#1A2233',
  'ink-soft': '#4A5568',
  'ink-mute': '#5B6577',
  'ink-off': '#AEB6C4',
  line: '#E4E8EF',
  'line-strong': '#D0D7E2',
  canvas: '#F4F6F9',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#F8F9FB',
  hover: '#F3F5F9',
  'slate-ink': '#4A5568',
  'slate-tint': '#EEF1F5',
  'blue-ink': '#2347C5',
  'blue-tint': '#EEF2FF',
  'green-ink': '#0A7338',
  'green-tint': '#E8F7EE',
  'amber-ink': '#A84D07',
  'amber-tint': '#FEF4E2',
  'red-ink': '#C4262E',
  'red-tint': '#FDECEC',
  'violet-ink': '#6E3FC4',
  'violet-tint': '#F3EDFC',
  'teal-ink': '#09707F',
  'teal-tint': '#E4F5F7',
  mark: '#2F5BEA',
  star: '#E8A317',
  shade: '#0B122333',
} as const;

export type Token = keyof typeof light;

const dark: Record<Token, string> = {
  brand: '#8AA5FF',
  'brand-strong': '#A9BDFF',
  'brand-soft': '#222C4B',
  'on-brand': '#0E1526',
  ink: '#E9EDF5',
  'ink-soft': '#B6BFCE',
  'ink-mute': '#98A3B5',
  'ink-off': '#626C7E',
  line: '#2A3140',
  'line-strong': '#3A4356',
  canvas: '#12161E',
  surface: '#1A1F2A',
  raised: '#212836',
  sunken: '#161A23',
  hover: '#222936',
  'slate-ink': '#B6BFCE',
  'slate-tint': '#2A3241',
  'blue-ink': '#9DB4FF',
  'blue-tint': '#222C4B',
  'green-ink': '#6FD79B',
  'green-tint': '#15331F',
  'amber-ink': '#F0B766',
  'amber-tint': '#3B2A12',
  'red-ink': '#FF9A98',
  'red-tint': '#451D20',
  'violet-ink': '#C6A8FA',
  'violet-tint': '#32224E',
  'teal-ink': '#6AD0DD',
  'teal-tint': '#12343A',
  mark: '#2F5BEA',
  star: '#F2B84B',
  shade: '#00000099',
};

/** High contrast: every text at 7:1 and every edge of a control at 3:1 against what lies below it. */
const contrast: Record<Token, string> = {
  brand: '#0B3AB8',
  'brand-strong': '#072A8C',
  'brand-soft': '#DCE6FF',
  'on-brand': '#FFFFFF',
  ink: '#000000',
  'ink-soft': '#1B2330',
  'ink-mute': '#303B4C',
  'ink-off': '#6B7585',
  line: '#6B7585',
  'line-strong': '#3A4454',
  canvas: '#FFFFFF',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#F4F6F9',
  hover: '#E3E9F5',
  'slate-ink': '#1F2937',
  'slate-tint': '#E6EAF0',
  'blue-ink': '#072A8C',
  'blue-tint': '#DCE6FF',
  'green-ink': '#04431F',
  'green-tint': '#D5F2E0',
  'amber-ink': '#5F2B00',
  'amber-tint': '#FDEBCB',
  'red-ink': '#7E0F16',
  'red-tint': '#FFE0E0',
  'violet-ink': '#431D87',
  'violet-tint': '#EBE1FC',
  'teal-ink': '#04404A',
  'teal-tint': '#D5F0F3',
  mark: '#0B3AB8',
  star: '#8A5A00',
  shade: '#00000066',
};

/** What the tile of an app can be coloured; white signs stand out on each. */
export const appColours = [
  '#2F5BEA',
  '#0F7B6C',
  '#B45309',
  '#6E3FC4',
  '#C4262E',
  '#0A7338',
  '#09707F',
  '#4A5568',
] as const;

export type Appearance = 'light' | 'dark' | 'contrast';
export const tokens: Record<Appearance, Record<Token, string>> = { light, dark, contrast };

/** Makes `appearance` the one that CSS sees. */
export function install(appearance: Appearance) {
  const root = document.documentElement;
  root.dataset.theme = appearance;
  root.style.colorScheme = appearance === 'dark' ? 'dark' : 'light';
  for (const [name, value] of Object.entries(tokens[appearance])) root.style.setProperty(`--${name}`, value);
}
