import { expect, it } from 'vitest';
import { build, regionNames } from './regions';

const { tree, names } = build([
  ['110000', '北京市', null],
  ['110100', '北京市', '110000'],
  ['110105', '朝阳区', '110100'],
  ['330000', '浙江省', null],
  ['330200', '宁波市', '330000'],
]);

it('nests regions below each other', () => {
  expect(tree.map(({ value }) => value)).toEqual(['110000', '330000']);
  expect(tree[0]?.children[0]?.children[0]?.label).toBe('朝阳区');
});

it('names the way to a region, a municipality once', () => {
  expect(regionNames(names, '110105')).toEqual(['北京市', '朝阳区']);
  expect(regionNames(names, '330200')).toEqual(['浙江省', '宁波市']);
  expect(regionNames(names, '999999')).toEqual([]);
});
