/** A formula as the editor draws it: pieces of text with a look, and chips that stand for the name of a field. Pure. */
import { labelOf, type Reach, resolve, type Words } from '../scope';
import { rowFieldsOf } from './rows';
import { bracketsOf, type Token, tokensOf } from './tokens';

export interface Piece {
  /** What it is in the formula. */
  readonly text: string;
  readonly look: 'plain' | 'chip' | 'call' | 'word' | 'number' | 'text' | 'comment' | 'bracket' | 'pair' | 'lonely';
  /** What a chip shows. */
  readonly label?: string;
  readonly wrong: boolean;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The words of a path in a formula, `me`, `old` and rows of sub-tables included; undefined when it names nothing. */
export function chipLabel(reach: Reach, path: string, say: Words, me: string, old: string): string | undefined {
  const clean = path.replace(/\s/g, '');
  const [head = '', ...rest] = clean.split('.');
  const tail = rest.join('.');
  if (head === 'me') {
    if (tail === '') return me;
    const steps = resolve({ document: reach.document, form: 'user' }, tail)?.steps;
    return steps && [me, ...steps.map((step) => labelOf(step, say))].join(' · ');
  }
  if (head === 'old' && reach.old && tail !== '') {
    const steps = resolve({ ...reach, table: undefined }, tail)?.steps;
    return steps && `${old} ${steps.map((step) => labelOf(step, say)).join(' · ')}`;
  }
  const rows = rowFieldsOf(reach, head);
  if (rows && tail !== '') {
    const table = resolve(reach, head)?.end;
    const steps = resolve({ ...reach, table: head }, tail)?.steps;
    const isRow = steps && rows.includes(steps[0] as never);
    return table && isRow ? [table, ...steps].map((step) => labelOf(step, say)).join(' · ') : undefined;
  }
  const steps = resolve(reach, clean)?.steps;
  return steps?.map((step) => labelOf(step, say)).join(' · ');
}

/** A formula as one line of text, names of fields as people know them. */
export function formulaInWords(reach: Reach, text: string, say: Words, me: string): string {
  return tokensOf(text)
    .map((token) => (token.kind === 'path' ? (chipLabel(reach, token.text, say, me, '') ?? token.text) : token.text))
    .join('')
    .replace(/\s+/g, ' ');
}

const looks: Partial<Record<Token['kind'], Piece['look']>> = {
  call: 'call',
  word: 'word',
  number: 'number',
  text: 'text',
  comment: 'comment',
  open: 'bracket',
  close: 'bracket',
};

/** The pieces of `text`. The path in `open` is being typed and stays text; `caret` lights its bracket and the partner. */
export function piecesOf(
  text: string,
  label: (path: string) => string | undefined,
  wrong: readonly Span[],
  open: Span | undefined,
  caret: number | undefined,
): readonly Piece[] {
  const tokens = tokensOf(text);
  const { pairs, lonely } = bracketsOf(tokens);
  const near = caret === undefined ? undefined : [caret - 1, caret].find((at) => pairs.has(at));
  const lit = near === undefined ? [] : [near, pairs.get(near)];
  const isWrong = (span: Span) => wrong.some(({ from, to }) => span.from < Math.max(to, from + 1) && from < span.to);
  return tokens.map((token): Piece => {
    const piece = { text: token.text, wrong: token.kind !== 'space' && isWrong(token) };
    if (token.kind === 'path') {
      const typing = open !== undefined && token.from <= open.to && open.from <= token.to;
      const words = typing ? undefined : label(token.text);
      return words === undefined ? { ...piece, look: 'plain' } : { ...piece, look: 'chip', label: words };
    }
    if (lonely.has(token.from)) return { ...piece, look: 'lonely' };
    return { ...piece, look: lit.includes(token.from) ? 'pair' : (looks[token.kind] ?? 'plain') };
  });
}
