/** The editor of each sort of property. A sort that is missing here does not compile. */
import type { ReactNode } from 'react';
import { OptionsProperty } from '../options/OptionsProperty';
import type { EditorProps } from './editing';
import { KeyEditor } from './KeyEditor';
import { BackEditor, ColumnsEditor, FieldEditor, FormEditor, RollupEditor, ViaEditor } from './relations';
import { DefaultEditor, FormulaProperty, LimitEditor, OptionsWhenEditor, WhenEditor, WhereEditor } from './rules';
import {
  ChoiceEditor,
  CurrencyEditor,
  DecimalEditor,
  EndingsEditor,
  FlagEditor,
  RegexEditor,
  SerialEditor,
  TextEditor,
  WholeEditor,
  WidthEditor,
} from './simple';
import type { Editing } from './table';

type Editors = { readonly [As in Editing['as']]: (props: EditorProps<As>) => ReactNode };

export const editors: Editors = {
  text: TextEditor,
  key: KeyEditor,
  flag: FlagEditor,
  whole: WholeEditor,
  decimal: DecimalEditor,
  choice: ChoiceEditor,
  when: WhenEditor,
  where: WhereEditor,
  formula: FormulaProperty,
  default: DefaultEditor,
  limit: LimitEditor,
  options: OptionsProperty,
  options_when: OptionsWhenEditor,
  form: FormEditor,
  back: BackEditor,
  via: ViaEditor,
  field: FieldEditor,
  rollup: RollupEditor,
  columns: ColumnsEditor,
  endings: EndingsEditor,
  currency: CurrencyEditor,
  regex: RegexEditor,
  serial: SerialEditor,
  width: WidthEditor,
};

/** Sorts whose editor stands beside its label, or shares a line with another. */
export const shapes: { readonly [As in Editing['as']]?: 'beside' | 'half' } = {
  flag: 'beside',
  key: 'beside',
  when: 'beside',
  whole: 'half',
  decimal: 'half',
};
