import { describe, expect, it } from 'vitest';
import { app } from '../form/sample';
import { partsOf, spotOf } from './places';

describe('the place of an issue', () => {
  it('is read from a file and from a packed app', () => {
    expect(partsOf('forms/visit.json#/fields/3/form')).toEqual(['forms', 'visit', 'fields', '3', 'form']);
    expect(partsOf('/forms/visit/fields/3/a~1b')).toEqual(['forms', 'visit', 'fields', '3', 'a/b']);
  });

  it('is a field, a column, a section, a tab, the form', () => {
    const at = (path: string) => {
      const spot = spotOf(app, `forms/visit.json#${path}`);
      return spot?.step === 'form' ? spot.selection : spot;
    };
    expect(at('/fields/1/label')).toEqual({ at: 'fields', form: 'visit', fields: ['phone'] });
    expect(at('/fields/4/fields/2/formula')).toEqual({
      at: 'fields',
      form: 'visit',
      table: 'lines',
      fields: ['double'],
    });
    expect(at('/layout/0/rows/0/1')).toEqual({ at: 'section', form: 'visit', tab: 0, section: 0 });
    expect(at('/layout/1/tab')).toEqual({ at: 'tab', form: 'visit', tab: 1 });
    expect(at('/layout/1/sections/0/rows')).toEqual({ at: 'section', form: 'visit', tab: 1, section: 1 });
    expect(at('/title')).toEqual({ at: 'form', form: 'visit' });
  });

  it('says which property of a field is meant', () => {
    expect(spotOf(app, 'forms/visit.json#/fields/1/visible_when/all/0')).toMatchObject({ property: 'visible_when' });
    expect(spotOf(app, 'forms/visit.json#/fields/4/fields/2/formula')).toMatchObject({ property: 'formula' });
    expect(spotOf(app, 'forms/visit.json#/title')).not.toHaveProperty('property');
  });

  it('is another screen of the designer', () => {
    expect(spotOf(app, 'options/kinds.json#/options/0')).toEqual({ step: 'options', set: 'kinds' });
    expect(spotOf(app, 'roles/desk.json#/forms')).toEqual({ step: 'roles', role: 'desk' });
    expect(spotOf(app, 'app.json#/menu/0')).toEqual({ step: 'menu' });
    expect(spotOf(app, 'forms/visit.json#/views/0/by')).toEqual({ step: 'menu', form: 'visit', view: 'all' });
    expect(spotOf(app, 'forms/gone.json#/fields/0')).toBeUndefined();
  });
});
