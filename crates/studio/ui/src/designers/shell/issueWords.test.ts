import { expect, test } from 'vitest';
import { words } from '../../i18n/text';
import type { AppDocument } from '../form/document';
import { inWords } from './issueWords';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const document = {
  app: {},
  forms: {
    customer: {
      key: 'customer',
      label: both('客户', 'Customer'),
      fields: [
        { key: 'phone', kind: 'phone', label: both('电话', 'Phone') },
        {
          key: 'lines',
          kind: 'table',
          label: both('明细', 'Lines'),
          fields: [{ key: 'price', kind: 'money', label: both('单价', 'Price') }],
        },
      ],
    },
  },
  options: { level: { key: 'level', label: both('等级', 'Level'), options: [] } },
  roles: {},
} as unknown as AppDocument;

const path = 'forms/customer.json#/fields/0';
const zh = (text: string, params?: Record<string, unknown>) =>
  inWords(document, { path, text, ...(params && { params }) }, (label) => words(label, 'zh-CN'));
const en = (text: string, params?: Record<string, unknown>) =>
  inWords(document, { path, text, ...(params && { params }) }, (label) => words(label, 'en'));

test('a name in signs becomes the words of the field, the form or the option set', () => {
  expect(zh('`phone` 不是日期，请选择日期或日期时间字段')).toBe('“电话”不是日期，请选择日期或日期时间字段');
  expect(zh('“customer”的“phone”有 3 条重复记录')).toBe('“客户”的“电话”有 3 条重复记录');
  expect(en('`level` and `lines.price`')).toBe('“Level” and “Lines › Price”');
});

test('the form of the sentence is worded without signs too', () => {
  expect(zh('customer 没有字段 collected', { form: 'customer', name: 'collected' })).toBe('“客户”没有字段 collected');
  expect(en('`customer` has no field `collected`', { form: 'customer' })).toBe('“Customer” has no field “collected”');
});

test('names that mean nothing here, and words that only look like names, stay', () => {
  expect(zh('没有表单 `elsewhere`')).toBe('没有表单“elsewhere”');
  expect(en('the phone must be unique')).toBe('the phone must be unique');
});

test('what is gone from the draft has the words it was published under', () => {
  const before = {
    ...document,
    forms: { customer: { ...document.forms.customer, fields: [{ key: 'urgent', label: both('是否加急', 'Urgent') }] } },
  } as unknown as AppDocument;
  const said = { path: '', text: 'customer 没有字段 urgent', params: { form: 'customer', name: 'urgent' } };
  expect(inWords(document, said, (label) => words(label, 'zh-CN'), before)).toBe('“客户”没有字段“是否加急”');
});
