/** The fields that every record has without being declared. */
import type { Field, FieldOf, Text } from './field';

export type Words = (text: Text | null | undefined) => string;

const system: readonly Field[] = [
  { key: 'owner', kind: 'owner', label: { 'zh-CN': '负责人', en: 'Owner' }, right: 'write' } satisfies FieldOf<'owner'>,
  { key: 'created_at', kind: 'created_at', label: { 'zh-CN': '创建时间', en: 'Created at' }, right: 'read' },
  { key: 'created_by', kind: 'created_by', label: { 'zh-CN': '创建人', en: 'Created by' }, right: 'read' },
  { key: 'updated_at', kind: 'updated_at', label: { 'zh-CN': '更新时间', en: 'Updated at' }, right: 'read' },
  { key: 'updated_by', kind: 'updated_by', label: { 'zh-CN': '更新人', en: 'Updated by' }, right: 'read' },
];

export const systemFields: readonly Field[] = system;

export function systemField(key: string): Field | undefined {
  return system.find((field) => field.key === key);
}
