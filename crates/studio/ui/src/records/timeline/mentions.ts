/** People named with @ in a text: finding the name that is being typed, putting one in, and reading a text back. Pure. */

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Typing {
  /** Where the @ stands. */
  readonly from: number;
  readonly query: string;
}

/** The name that is typed at the caret; nothing in the middle of a word, as in an e-mail address. */
export function typingAt(text: string, caret: number): Typing | undefined {
  const match = /(^|[^A-Za-z0-9._%+-])@([^\s@,.;:，。；：、！？]{0,20})$/.exec(text.slice(0, caret));
  if (!match) return undefined;
  const query = match[2] ?? '';
  return { from: caret - query.length - 1, query };
}

export interface Written {
  readonly text: string;
  readonly caret: number;
}

export function putMention(text: string, typing: Typing, name: string): Written {
  const end = typing.from + 1 + typing.query.length;
  const before = `${text.slice(0, typing.from)}@${name} `;
  return { text: before + text.slice(end).replace(/^ /, ''), caret: before.length };
}

/** Those of `people` who still stand in the text. */
export function mentionedIn(text: string, people: readonly Named[]): readonly string[] {
  return [...new Set(people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))];
}

export interface Part {
  readonly text: string;
  /** The person, when this part names one. */
  readonly person?: string;
}

/** The text in parts, with the names of `people` apart; the longest name wins. */
export function partsOf(text: string, people: readonly Named[]): readonly Part[] {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length);
  const parts: Part[] = [];
  let plain = '';
  for (let index = 0; index < text.length; ) {
    const found = text[index] === '@' && byLength.find(({ name }) => name && text.startsWith(name, index + 1));
    if (found) {
      if (plain) parts.push({ text: plain });
      plain = '';
      parts.push({ text: `@${found.name}`, person: found.id });
      index += found.name.length + 1;
    } else {
      plain += text[index];
      index += 1;
    }
  }
  if (plain) parts.push({ text: plain });
  return parts;
}
