import { expect, it } from 'vitest';
import type { AppModel } from '../../model/app';
import { firstPins, moved, pinKey, places, readPins, resolvePins } from './pins';

const rights = { create: true, update: true, delete: true, export: true };
const app: AppModel = {
  key: 'crm',
  label: 'CRM',
  menu: [{ form: 'customer' }],
  options: {},
  forms: {
    customer: {
      key: 'customer',
      label: '客户',
      fields: [],
      rights,
      views: [{ key: 'mine', label: '我的', kind: 'table' }],
    },
    report: { key: 'report', label: '报表', fields: [], rights: { ...rights, create: false } },
  },
};

it('offers forms, their views, and new records where they may be made', () => {
  expect(places([app]).map(pinKey)).toEqual([
    'crm/customer//new',
    'crm/customer//',
    'crm/customer/mine/',
    'crm/report//',
  ]);
});

it('drops what the definition no longer has', () => {
  const pins = [
    { app: 'crm', form: 'customer', view: 'mine' },
    { app: 'crm', form: 'customer', view: 'gone' },
    { app: 'crm', form: 'report', create: true as const },
  ];
  expect(resolvePins(pins, places([app])).map(pinKey)).toEqual(['crm/customer/mine/']);
});

it('begins with new records of the main forms', () => {
  expect(firstPins([app], 5).map(pinKey)).toEqual(['crm/customer//new']);
});

it('reads nothing but pins', () => {
  expect(readPins('x')).toBeUndefined();
  expect(readPins([{ app: 'crm', form: 'customer' }, null, { app: 1 }])).toEqual([{ app: 'crm', form: 'customer' }]);
});

it('moves within the list', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 5)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 2, -2)).toEqual(['c', 'a', 'b']);
});
