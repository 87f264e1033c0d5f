/** A field of the linked record, shown as that field is. */
import { useApp } from '../../model/context';
import { FieldCell } from '../FieldValue';
import type { Reader, ReadProps } from '../kind';
import { Computed } from '../parts/Computed';
import { sourceOfLookup } from '../parts/lookup';

function Cell({ field, value, record }: ReadProps<'lookup'>) {
  const app = useApp();
  const source = sourceOfLookup(app, field);
  return source ? (
    <FieldCell field={source} value={value} record={record} />
  ) : (
    <Computed value={value} type={field.type} />
  );
}

export const reader: Reader<'lookup'> = { Cell, width: 150, sortable: false, family: 'none' };
