/** What every panel needs to know: the app as it is drawn, what of it is published, what the checker said, and how to change it. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Issue } from '../../api/errors';
import type { AppModel, FormModel } from '../../model/app';
import { AppContext } from '../../model/context';
import type { Field } from '../../model/field';
import type { AppDocument, FieldDoc } from '../form/document';
import type { Change } from '../form/model';

export interface Design {
  readonly document: AppDocument;
  readonly published: AppDocument | undefined;
  readonly issues: readonly Issue[];
  readonly onChange: (change: Change) => void;
}

const DesignContext = createContext<Design | null>(null);

export function useDesign(): Design {
  const design = useContext(DesignContext);
  if (design === null) throw new Error('no design around');
  return design;
}

/** A field as the boxes of records want it: without rules, which have no trees here. */
export function asField(field: FieldDoc): Field {
  const { required_when: _r, visible_when: _v, read_only_when: _o, options_when: _w, default: _d, ...rest } = field;
  return { ...rest, right: 'write' } as unknown as Field;
}

/** The app as the boxes of records want it, made of the draft. */
export function modelOf(document: AppDocument): AppModel {
  const forms = Object.values(document.forms).map((form): readonly [string, FormModel] => [
    form.key,
    {
      key: form.key,
      label: form.label,
      title: form.title,
      fields: form.fields.map(asField),
      rights: { create: true, update: true, delete: true, export: true },
    },
  ]);
  const options = Object.values(document.options).map((set) => [set.key, set.options] as const);
  return {
    key: document.app.key,
    label: document.app.label,
    menu: [],
    options: Object.fromEntries(options),
    forms: Object.fromEntries(forms),
    ...(document.app.settings ? { settings: document.app.settings } : {}),
  };
}

export function DesignScope({
  document,
  published,
  issues = none,
  onChange,
  children,
}: Omit<Design, 'issues'> & { readonly issues?: readonly Issue[]; readonly children: ReactNode }) {
  const model = useMemo(() => modelOf(document), [document]);
  const design = useMemo(() => ({ document, published, issues, onChange }), [document, published, issues, onChange]);
  return (
    <DesignContext.Provider value={design}>
      <AppContext.Provider value={model}>{children}</AppContext.Provider>
    </DesignContext.Provider>
  );
}

const none: readonly Issue[] = [];
