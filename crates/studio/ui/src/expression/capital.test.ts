import { expect, it } from 'vitest';
import { capitalAmount } from './capital';
import { Decimal } from './decimal';

it.each([
  ['0', '零元整'],
  ['1409.50', '壹仟肆佰零玖元伍角'],
  ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
  ['107000.53', '壹拾万零柒仟元零伍角叁分'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  ['0.05', '伍分'],
  ['100010000', '壹亿零壹万元整'],
  ['-3.335', '负叁元叁角肆分'],
])('%s in capitals', (amount, words) => expect(capitalAmount(new Decimal(amount))).toBe(words));
