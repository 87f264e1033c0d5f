/** The layout of a form as tabs of sections of rows; what stands nowhere goes into a last section. Pure. */
import type { FormModel, LayoutItem, Section, Tab } from '../model/app';
import { fieldOf } from '../model/context';
import type { Condition, Field, Text } from '../model/field';
import { pairs } from './pairs';

export interface Placed {
  readonly field: Field;
  /** Columns of twelve. */
  readonly span: number;
}

export interface ShownSection {
  readonly key: string;
  readonly label: Text | undefined;
  readonly collapsed: boolean;
  readonly visible_when: Condition | undefined;
  readonly rows: readonly (readonly Placed[])[];
}

export interface ShownTab {
  readonly key: string;
  readonly label: Text | undefined;
  readonly visible_when: Condition | undefined;
  readonly sections: readonly ShownSection[];
}

const isTab = (item: LayoutItem): item is Tab => 'tab' in item;

/** Widths of a row: a field's own, the others share what is left. */
function place(form: FormModel, keys: readonly string[]): readonly Placed[] {
  const fields = keys.flatMap((key) => fieldOf(form, key) ?? []);
  const taken = fields.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const free = fields.filter(({ width }) => width === undefined).length;
  const share = free === 0 ? 0 : Math.max(2, Math.floor((12 - Math.min(12, taken)) / free));
  return fields.map((field) => ({ field, span: Math.min(12, field.width ?? (share || 12)) }));
}

function shown(form: FormModel, section: Section, key: string): ShownSection {
  return {
    key,
    label: section.section,
    collapsed: section.collapsed === true,
    visible_when: section.visible_when,
    rows: section.rows.map((row) => place(form, row)).filter((row) => row.length > 0),
  };
}

/** The tabs of a form. Without tabs there is one, without a name; sections before the first tab come first in it. */
export function layoutOf(form: FormModel, wide: (field: Field) => boolean): readonly ShownTab[] {
  const items = form.layout ?? [];
  const sections = items.filter((item) => !isTab(item)) as readonly Section[];
  const tabs = items.filter(isTab);
  const standing = new Set(
    [
      ...sections,
      ...tabs.flatMap((tab) => [...(tab.sections ?? []), ...(tab.rows ? [{ rows: tab.rows }] : [])]),
    ].flatMap(({ rows }) => rows.flat()),
  );
  const lost = form.fields.filter(({ key }) => !standing.has(key));
  const last: Section[] = lost.length > 0 ? [{ rows: pairs(lost, wide) }] : [];
  const first: ShownTab = {
    key: 'first',
    label: undefined,
    visible_when: undefined,
    sections: [...sections, ...last]
      .map((section, index) => shown(form, section, `first-${index}`))
      .filter(({ rows }) => rows.length > 0),
  };
  const named = tabs.map((tab, index): ShownTab => {
    const inner: Section[] = [...(tab.rows ? [{ rows: tab.rows }] : []), ...(tab.sections ?? [])];
    return {
      key: `tab-${index}`,
      label: tab.tab,
      visible_when: tab.visible_when,
      sections: inner
        .map((section, at) => shown(form, section, `tab-${index}-${at}`))
        .filter(({ rows }) => rows.length > 0),
    };
  });
  return [first, ...named].filter(({ sections }) => sections.length > 0);
}
