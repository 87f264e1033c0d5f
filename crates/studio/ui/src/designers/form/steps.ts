/** What a change is called in the list of steps. Pure. */
import type { Text } from '../../model/field';
import { type AppDocument, type Change, fieldAt, fieldsIn } from './model';

/** A key of the catalogue under `designer:step`, and what stands in it. */
export interface StepName {
  readonly key: Change['do'] | 'paste' | 'duplicate' | 'restore' | 'json';
  readonly what: readonly Text[];
  readonly count: number;
}

const label = (each: { readonly label?: Text; readonly key: string } | undefined): readonly Text[] =>
  each ? [each.label ?? each.key] : [];

/** Names `change` as it is about to be done to `document`. */
export function nameOf(document: AppDocument, change: Change): StepName {
  const named = (what: readonly Text[], count = 1): StepName => ({ key: change.do, what, count });
  switch (change.do) {
    case 'addFields':
      return named(label(change.fields[0]), change.fields.length);
    case 'moveFields':
      return named(
        label(fieldAt(document, { form: change.form, field: change.fields[0] ?? '' })),
        change.fields.length,
      );
    case 'removeFields':
      return named(
        label(fieldsIn(document, change.form, change.table).find(({ key }) => key === change.fields[0])),
        change.fields.length,
      );
    case 'moveColumn':
      return named(label(fieldAt(document, change)));
    case 'changeField':
    case 'renameField':
      return named(label(fieldAt(document, change.path)));
    case 'changeForm':
    case 'removeForm':
      return named(label(document.forms[change.form]));
    case 'putForm':
      return named(label(change.form));
    case 'addSection':
    case 'addTab':
      return named([change.label]);
    case 'putOptions':
      return named(label(change.options));
    case 'removeOptions':
      return named(label(document.options[change.key]));
    case 'putRole':
      return named(label(change.role));
    case 'removeRole':
      return named(label(document.roles[change.key]));
    case 'several':
      return change.changes[0] ? nameOf(document, change.changes[0]) : named([]);
    default:
      return named([]);
  }
}

/** Changes with the same mark that follow each other closely are one step: typing a name, dragging a width. */
export function markOf(change: Change): string | undefined {
  switch (change.do) {
    case 'changeField':
      return `${change.path.form}/${change.path.table ?? ''}/${change.path.field}/${Object.keys(change.set).join()}`;
    case 'changeForm':
    case 'changeApp':
      return `${change.do}/${'form' in change ? change.form : ''}/${Object.keys(change.set).join()}`;
    case 'changeSection':
      return `${change.form}/${change.tab}/${change.section}/${Object.keys(change.set).join()}`;
    case 'changeTab':
      return `${change.form}/${change.tab}/${Object.keys(change.set).join()}`;
    case 'putOptions':
      return `options/${change.options.key}`;
    default:
      return undefined;
  }
}
