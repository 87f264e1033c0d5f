import { describe, expect, it } from 'vitest';
import { words } from '../../i18n/text';
import type { FormDoc } from '../form/document';
import { draftBody, sampleBody } from './printBody';

const form: FormDoc = {
  format: 1,
  key: 'visit',
  label: { 'zh-CN': '来访 & 登记', en: 'Visit' },
  title: 'name',
  fields: [
    { key: 'name', kind: 'text', label: '姓名' },
    { key: 'photo', kind: 'image', label: '照片' },
    { key: 'items', kind: 'table', label: '物品', fields: [{ key: 'what', kind: 'text', label: '名称' }] },
  ],
  layout: [{ section: '访客', rows: [['name', 'photo'], ['items']] }],
};
const say = (text: FormDoc['label'] | undefined) => words(text, 'zh-CN');

describe('the page of a print template', () => {
  const body = draftBody(form, say);

  it('is drafted from the layout, with a table for each sub-table', () => {
    expect(body).toContain('<h1>来访 &amp; 登记</h1>');
    expect(body).toContain('<h2>访客</h2>');
    expect(body).toContain('<tr><th>姓名</th><td>{{name}}</td></tr>');
    expect(body).toContain('{{#items}}<tr><td>{{what}}</td></tr>{{/items}}');
    expect(body).not.toContain('photo');
  });

  it('shows labels where values will be', () => {
    const look = sampleBody(body, (path) => `<${path}>`);
    expect(look).toContain('<em>&lt;name&gt;</em>');
    expect(look).not.toContain('{{');
  });
});
