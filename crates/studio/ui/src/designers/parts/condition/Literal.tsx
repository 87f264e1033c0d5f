/** The box for a literal beside a field: the field's own editor, made fit for a condition. */
import { operandField } from '../../../filter/operand';
import { computedKinds, type Kind } from '../../../model/field';
import type { FieldDoc } from '../../form/document';
import { asField } from '../Design';
import { OwnBox } from '../late';

interface Props {
  readonly id: string;
  readonly field: FieldDoc;
  readonly many: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly label: string;
}

/** Kinds of which a list of values is typed as tags. */
const typedLists: ReadonlySet<Kind> = new Set(['text', 'long_text', 'phone', 'email', 'url', 'id_number', 'serial']);

export function Literal({ id, field, many, value, onChange, label }: Props) {
  const usual = operandField(asField(field), many ? 'many' : 'one');
  const kind: Kind = many && typedLists.has(field.kind) ? 'tags' : listItem(usual.kind, many);
  if (computedKinds.has(kind)) return null;
  return (
    <>
      <label id={`${id}-label`} htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <OwnBox
        id={id}
        field={{ ...usual, kind }}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </>
  );
}

/** `has` takes one item of a list. */
function listItem(kind: Kind, many: boolean): Kind {
  if (many) return kind;
  const items: Partial<Record<Kind, Kind>> = { multi_select: 'select', users: 'user', links: 'link', tags: 'text' };
  return items[kind] ?? kind;
}
