/** Formula text cut into tokens, for colouring, chips, brackets and completion. It judges nothing: the server checks. Pure. */

export type TokenKind =
  | 'path'
  | 'call'
  | 'word'
  | 'number'
  | 'text'
  | 'operator'
  | 'open'
  | 'close'
  | 'comma'
  | 'comment'
  | 'space'
  | 'other';

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const words: ReadonlySet<string> = new Set(['if', 'else', 'in', 'true', 'false']);

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ['text', /"(?:[^"\\]|\\.)*(?:"|$)/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['call', /[A-Za-z_]\w*(?=\s*\()/y],
  ['path', /[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*(?![\w]*\s*\())*/y],
  ['open', /[([{]/y],
  ['close', /[)\]}]/y],
  ['comma', /,/y],
  ['operator', /&&|\|\||\?\?|\*\*|==|!=|<=|>=|!in\b|[-+*/%<>!.]/y],
  ['other', /[\s\S]/uy],
];

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = next(text, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function next(text: string, from: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = from;
    const found = pattern.exec(text)?.[0];
    if (!found) continue;
    const isWord = (kind === 'path' || kind === 'call') && words.has(found);
    return { kind: isWord ? 'word' : kind, from, to: from + found.length, text: found };
  }
  return { kind: 'other', from, to: from + 1, text: text.charAt(from) };
}

/** The token that `at` is inside of or at the end of. */
export function tokenBefore(tokens: readonly Token[], at: number): Token | undefined {
  return tokens.find((token) => token.from < at && at <= token.to);
}

/** Whether `at` is inside a text in quotes or a comment, where names mean nothing. */
export function isQuoted(tokens: readonly Token[], at: number): Token | undefined {
  return tokens.find(({ kind, from, to, text }) => {
    if (from >= at) return false;
    if (kind === 'comment') return at <= to && !(text.startsWith('/*') && text.endsWith('*/') && at === to);
    return kind === 'text' && (at < to || !isClosed(text));
  });
}

const isClosed = (text: string) => text.length > 1 && /(?<!\\)(?:\\\\)*"$/.test(text.slice(1));

const partner: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export interface Brackets {
  /** Starts of the two brackets that belong together. */
  readonly pairs: ReadonlyMap<number, number>;
  /** Starts of brackets without a partner. */
  readonly lonely: ReadonlySet<number>;
}

export function bracketsOf(tokens: readonly Token[]): Brackets {
  const pairs = new Map<number, number>();
  const lonely = new Set<number>();
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'open') open.push(token);
    if (token.kind !== 'close') continue;
    const start = open.at(-1);
    if (start && partner[start.text] === token.text) {
      open.pop();
      pairs.set(start.from, token.from);
      pairs.set(token.from, start.from);
    } else lonely.add(token.from);
  }
  for (const { from } of open) lonely.add(from);
  return { pairs, lonely };
}

export interface OpenCall {
  readonly name: string;
  /** Which argument, from 0. */
  readonly argument: number;
}

/** The call whose arguments `at` is among. */
export function callAt(tokens: readonly Token[], at: number): OpenCall | undefined {
  const open: { readonly call: string | undefined; commas: number }[] = [];
  let before: Token | undefined;
  for (const token of tokens) {
    if (token.from >= at) break;
    if (token.kind === 'open') open.push({ call: before?.kind === 'call' ? before.text : undefined, commas: 0 });
    else if (token.kind === 'close' && token.to <= at) open.pop();
    else if (token.kind === 'comma') {
      const last = open.at(-1);
      if (last) last.commas += 1;
    }
    if (token.kind !== 'space') before = token;
  }
  const inner = open.findLast(({ call }) => call !== undefined);
  return inner?.call === undefined ? undefined : { name: inner.call, argument: inner.commas };
}

const halves: Readonly<Record<string, string>> = {
  '（': '(', '）': ')', '［': '[', '］': ']', '【': '[', '】': ']', '，': ',', '“': '"', '”': '"', '！': '!', '＝': '=',
  '＋': '+', '－': '-', '＊': '*', '／': '/', '＜': '<', '＞': '>', '《': '<', '》': '>', '。': '.', '　': ' ', '×': '*', '÷': '/',
  '≥': '>=', '≤': '<=', '≠': '!=',
}; // biome-ignore format: a table

/** What was typed, with the punctuation of a Chinese keyboard made that of formulas; inside quotes it stays, but for the quotes. */
export function halfWidth(typed: string, quoted: boolean): string {
  return [...typed].map((char) => (quoted && char !== '“' && char !== '”' ? char : (halves[char] ?? char))).join('');
}
