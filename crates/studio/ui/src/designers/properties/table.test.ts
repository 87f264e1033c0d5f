/** The table of properties has what the schema of forms has, kind by kind. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { i18n } from '../../i18n';
import type { Kind } from '../../model/field';
import '../parts/catalogue';
import { groups, panelOf, propertiesOf } from './table';

interface Names {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Names[];
}
interface Schema {
  readonly $defs: Readonly<Record<string, Names & { propertyNames?: Names; properties?: Record<string, object> }>>;
}
const schema = JSON.parse(readFileSync(resolve('../../../engine-specs/schema/form.json'), 'utf8')) as Schema;
const kinds = Object.keys(schema.$defs)
  .filter((name) => name.endsWith('_field') && name !== 'row_field')
  .map((name) => name.replace(/_field$/, '') as Kind);

function namesIn(names: Names | undefined): readonly string[] {
  if (names?.$ref) return namesIn(schema.$defs[names.$ref.replace('#/$defs/', '')]);
  return [...(names?.enum ?? []), ...(names?.anyOf ?? []).flatMap(namesIn)];
}

/** Properties that the panel edits together with another, or that only edits write. */
const elsewhere: Readonly<Record<string, string>> = {
  required: 'required_when',
  read_only: 'read_only_when',
  was: 'key',
};

describe.each(kinds)('the panel of %s', (kind) => {
  const named = namesIn(schema.$defs[`${kind}_field`]?.propertyNames);
  const wanted = named.filter((name) => name !== 'kind').map((name) => elsewhere[name] ?? name);
  const fixed = schema.$defs[`${kind}_field`]?.properties?.key !== undefined;

  it('has the properties of the schema', () => {
    const expected = [...new Set(wanted)].filter((name) => !(fixed && name === 'key')).toSorted();
    expect(
      propertiesOf(kind)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(expected);
  });

  it('bounds numbers as the schema does', () => {
    const properties: Readonly<Record<string, { minimum?: number; maximum?: number }>> = {
      ...schema.$defs[`${kind}_field`]?.properties,
    };
    for (const { name, editing } of propertiesOf(kind)) {
      if (editing.as !== 'whole') continue;
      expect([name, editing.min, editing.max]).toEqual([name, properties[name]?.minimum, properties[name]?.maximum]);
    }
  });

  it('has a word for each property', () => {
    for (const { name } of propertiesOf(kind)) {
      expect([name, i18n.exists(`property.${name}`, { ns: 'panels', lng: 'zh-CN' })]).toEqual([name, true]);
      expect([name, i18n.exists(`property.${name}`, { ns: 'panels', lng: 'en' })]).toEqual([name, true]);
    }
  });

  it('shows groups in order, without what means nothing there', () => {
    const shown = panelOf(kind, true).map(([group]) => group);
    expect(shown).toEqual(groups.filter((group) => shown.includes(group)));
    const names = panelOf(kind, true).flatMap(([, list]) => list.map(({ name }) => name));
    expect(names).not.toContain('unique');
    expect(names).not.toContain('width');
  });
});
