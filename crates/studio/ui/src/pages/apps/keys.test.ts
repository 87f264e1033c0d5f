import { expect, it } from 'vitest';
import { freeKey, freeName } from './keys';

it('makes keys of Latin names and numbers the others', () => {
  expect(freeKey('Asset Register', [])).toBe('asset_register');
  expect(freeKey('Asset Register', ['asset_register', 'asset_register_2'])).toBe('asset_register_3');
  expect(freeKey('访客登记', ['app_1'])).toBe('app_2');
  expect(freeKey('访客 CRM', [])).toBe('app_1');
  expect(freeKey('2026', [])).toBe('app_1');
});

it('numbers a name that an app has', () => {
  expect(freeName('客户管理', ['设备管理'])).toBe('客户管理');
  expect(freeName('客户管理', ['客户管理', '客户管理 2'])).toBe('客户管理 3');
});
