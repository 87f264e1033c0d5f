/** A person or a record as a coloured initial; the colour follows the name, so it stays the same everywhere. */
import { colours } from '../model/field';

const size = { small: 22, middle: 30, large: 46 } as const;

export function Avatar({
  name,
  scale = 'small',
  square = false,
}: {
  name: string;
  scale?: keyof typeof size;
  square?: boolean;
}) {
  const colour =
    colours[[...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % colours.length] ?? 'slate';
  const han = /\p{Script=Han}/u.test(name);
  const initial = han && !square ? [...name].at(-1) : [...name.trim()][0]?.toUpperCase();
  const edge = size[scale];
  return (
    <span
      className={`avatar tint-${colour}${square ? ' avatar-square' : ''}`}
      style={{ width: edge, height: edge, fontSize: Math.round(edge * 0.46) }}
      aria-hidden
    >
      {initial}
    </span>
  );
}
