/** Rows for fields that a layout does not name: two a row, wide ones alone. Pure. */
export function pairs<F extends { readonly key: string }>(
  fields: readonly F[],
  wide: (field: F) => boolean,
): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let open: string[] | undefined;
  for (const field of fields) {
    if (wide(field)) {
      rows.push([field.key]);
      open = undefined;
    } else if (open) {
      open.push(field.key);
      open = undefined;
    } else {
      open = [field.key];
      rows.push(open);
    }
  }
  return rows;
}
