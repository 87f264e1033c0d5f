/** The box in which people fill in a field of a kind, for values that stand in a definition. */
import type { ComponentType } from 'react';
import { editorOf } from '../../fields/editors';
import type { EditProps } from '../../fields/kind';
import type { Kind } from '../../model/field';

export interface OwnBoxProps {
  readonly id: string;
  readonly field: { readonly kind: Kind };
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly describedBy?: string | undefined;
}

export default function OwnBox({ field, value, onChange, ...rest }: OwnBoxProps) {
  const Edit = editorOf(field.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined;
  return Edit ? <Edit {...rest} field={field as never} value={value as never} onChange={onChange} /> : null;
}
