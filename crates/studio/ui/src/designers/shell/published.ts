/** The published app as a document, as far as the model for screens tells: keys, kinds and labels. Pure. */
import type { AppModel } from '../../model/app';
import type { Field } from '../../model/field';
import type { AppDocument, FieldDoc } from '../form/document';

const fieldDoc = (field: Field): FieldDoc =>
  ({
    key: field.key,
    kind: field.kind,
    ...(field.label === undefined ? {} : { label: field.label }),
    ...(field.kind === 'table' ? { fields: field.fields.map(fieldDoc) } : {}),
  }) as FieldDoc;

export function publishedOf(model: AppModel): AppDocument {
  return {
    app: { format: 1, key: model.key, version: '0', label: model.label },
    options: Object.fromEntries(
      Object.entries(model.options).map(([key, options]) => [key, { format: 1, key, label: key, options }]),
    ),
    forms: Object.fromEntries(
      Object.values(model.forms).map(({ key, label, title, fields }) => [
        key,
        { format: 1, key, label, title: title ?? '', fields: fields.map(fieldDoc) },
      ]),
    ),
    roles: {},
  };
}
