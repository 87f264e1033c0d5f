/** Picks records that are there already and lets them point here. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../api/errors';
import { getRecord } from '../api/records';
import { Dialog } from '../components/Dialog';
import { say } from '../components/toasts';
import { LinkSelect } from '../fields/parts/LinkSelect';
import { useWords } from '../i18n/text';
import type { Rec } from '../model/app';
import { titleOf, useApp } from '../model/context';
import type { Relation } from './related';
import { noteSaved, saveSingly } from './saveSingly';

interface Props {
  readonly relation: Relation;
  readonly record: Rec;
  readonly title: string;
  readonly onClose: () => void;
}

export function LinkDialog({ relation, record, title, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const cache = useQueryClient();
  const { form, field } = relation;
  const place = { app: app.key, form: form.key };
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const name = words(form.label);
  const link = useMutation({
    mutationFn: async () => {
      const done: Rec[] = [];
      for (const id of chosen) {
        const target = await getRecord(place, id);
        const before = target[field.key];
        const value =
          field.kind === 'links' ? [...new Set([...((before as string[] | null) ?? []), record.id])] : record.id;
        done.push(await saveSingly(place, target, { [field.key]: value }));
      }
      return done;
    },
    onSuccess: (done) => {
      say(t('record.linked', { title: done.map((one) => titleOf(form, one)).join(t('common.comma')) }));
      onClose();
    },
    onError: (error) => say(sentence(error), 'bad'),
    // Some may have been linked before one was refused.
    onSettled: () => noteSaved(cache, place, record),
  });
  const elsewhere =
    field.kind === 'links'
      ? { not: { field: field.key, op: 'has', value: record.id } }
      : {
          any: [
            { field: field.key, op: 'is_empty' },
            { field: field.key, op: 'ne', value: record.id },
          ],
        };
  return (
    <Dialog
      open
      width={480}
      title={t('record.linkTitle', { form: name, title })}
      okText={t('record.link')}
      okButtonProps={{ disabled: chosen.length === 0 }}
      confirmLoading={link.isPending}
      onOk={() => link.mutate()}
      onCancel={onClose}
    >
      <p className="ink-soft">{t('record.linkAbout', { form: name, field: words(field.label) || field.key })}</p>
      <LinkSelect
        id="link-existing"
        form={form.key}
        where={elsewhere}
        many
        value={chosen}
        onChange={setChosen}
        label={t('record.linkTitle', { form: name, title })}
      />
    </Dialog>
  );
}
