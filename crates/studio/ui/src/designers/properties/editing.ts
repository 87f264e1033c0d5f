/** What the editor of a property is given. */
import type { AppDocument, FieldDoc, FieldPath } from '../form/document';
import type { Set as Assigned } from '../form/model';
import type { Reach } from '../parts/scope';
import type { Editing, Property } from './table';

export interface EditorProps<As extends Editing['as']> {
  readonly id: string;
  readonly property: Property;
  readonly editing: Extract<Editing, { as: As }>;
  readonly document: AppDocument;
  readonly path: FieldPath;
  readonly field: FieldDoc;
  readonly reach: Reach;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly problem: string | undefined;
  readonly set: (set: Assigned) => void;
}
