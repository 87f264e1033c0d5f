/** A value of any kind, shown as its kind shows it; what is empty is a quiet dash. */
import type { ComponentType } from 'react';
import type { Rec } from '../model/app';
import { isEmpty } from '../model/empty';
import type { Field, Kind } from '../model/field';
import type { ReadProps } from './kind';
import { Masked } from './parts/Masked';
import { readerOf } from './readers';

interface Props {
  readonly field: Field;
  readonly value: unknown;
  readonly record?: Rec | undefined;
}

function show(view: ComponentType<ReadProps<Kind>>, { field, value, record }: Props) {
  const View = view;
  return <View field={field as never} value={value as never} record={record} />;
}

/** A mask is text whatever the field holds, so the kind's own reader could not show it. */
function isMask({ field, value }: Props): boolean {
  return field.right === 'masked' && typeof value === 'string';
}

export function FieldCell(props: Props) {
  if (isEmpty(props.value)) return <span className="mute">–</span>;
  if (isMask(props)) return <Masked text={String(props.value)} />;
  return show(readerOf(props.field.kind).Cell as ComponentType<ReadProps<Kind>>, props);
}

export function FieldRead(props: Props) {
  if (isEmpty(props.value)) return <span className="mute">–</span>;
  if (isMask(props)) return <Masked text={String(props.value)} />;
  const reader = readerOf(props.field.kind);
  return show((reader.Read ?? reader.Cell) as ComponentType<ReadProps<Kind>>, props);
}
