/** What sections are called that nobody named, in every language that the product speaks. */
import en from '../../i18n/en/designer.json';
import zh from '../../i18n/zh-CN/designer.json';
import type { Names } from './board';

export const names: Names = {
  basics: { 'zh-CN': zh.canvas.basics, en: en.canvas.basics },
  more: { 'zh-CN': zh.canvas.more, en: en.canvas.more },
};
