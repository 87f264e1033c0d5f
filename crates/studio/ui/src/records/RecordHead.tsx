/** The head of a record: who it is, its states, who answers for it, key figures, stages, and what may be done. */
import {
  CarryOutOutlined,
  CloseOutlined,
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  ExpandAltOutlined,
  LinkOutlined,
  MoreOutlined,
  PrinterOutlined,
} from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reason } from '../api/errors';
import { deleteRecord } from '../api/records';
import { Avatar } from '../components/Avatar';
import { copyAndSay } from '../components/copying';
import { Dialog } from '../components/Dialog';
import { LinkButton } from '../components/LinkButton';
import { say } from '../components/toasts';
import { FieldCell } from '../fields/FieldValue';
import { PersonChip } from '../fields/parts/people';
import { useWords } from '../i18n/text';
import { onEntryKey } from '../lib/menuKeys';
import { usePhone } from '../lib/useMedia';
import type { FormModel, Rec } from '../model/app';
import { titleOf, useApp } from '../model/context';
import { isEmpty } from '../model/empty';
import { Figures } from './Figures';
import { Stages, stageField } from './Stages';
import { useOfferBack } from './useOfferBack';

interface Props {
  readonly form: FormModel;
  readonly record: Rec;
  readonly place: 'drawer' | 'page';
  readonly editing: boolean;
  /** Previous and next. */
  readonly steps?: ReactNode;
  /** The form of follow-ups, when there is one, and how to open it. */
  readonly followUp?: { readonly label: string; readonly open: () => void } | undefined;
  readonly onEdit: () => void;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

export function RecordHead({ form, record, place, editing, steps, followUp, onEdit, onClose, onDeleted }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const phone = usePhone();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const offerBack = useOfferBack(app.key);
  const [asking, setAsking] = useState(false);
  const title = titleOf(form, record);
  const stage = stageField(app, form);
  const states = form.fields
    .filter((field) => field.kind === 'select' && field.key !== stage?.key && !isEmpty(record[field.key]))
    .slice(0, 3);
  const number = form.fields.find(
    (field) => field.kind === 'serial' && field.key !== form.title && !isEmpty(record[field.key]),
  );
  const params = { app: app.key, form: form.key };
  const remove = useMutation({
    mutationFn: () => deleteRecord({ app: app.key, form: form.key }, record),
    onSuccess: async () => {
      setAsking(false);
      onDeleted();
      offerBack(t('record.deleted', { title }), [record.id], () => {
        // Who has gone on to something else is not called away from it.
        if (router.state.location.pathname !== `/a/${app.key}/${form.key}`) return;
        if (place === 'page') void navigate({ to: '/a/$app/$form/$id', params: { ...params, id: record.id } });
        else void navigate({ to: '/a/$app/$form', params, search: (now) => ({ ...now, record: record.id }) });
      });
      await cache.invalidateQueries({ predicate: ({ queryKey }) => !queryKey.includes(record.id) });
    },
    onError: (error) => {
      setAsking(false);
      say(reason(error), 'bad');
    },
  });
  const actions = {
    duplicate: () => void navigate({ to: '/a/$app/$form/new', params, search: { from: record.id } }),
    print: () => void navigate({ to: '/print/$app/$form/$id', params: { ...params, id: record.id } }),
    copy: () => {
      const address = `${location.origin}/a/${app.key}/${form.key}/${record.id}`;
      void copyAndSay(address, t('record.addressCopied'));
    },
    delete: () => setAsking(true),
  };
  const items = [
    ...(form.rights.create ? [{ key: 'duplicate', label: t('record.duplicate'), icon: <CopyOutlined /> }] : []),
    { key: 'print', label: t('record.print'), icon: <PrinterOutlined /> },
    { key: 'copy', label: t('record.copyAddress'), icon: <LinkOutlined /> },
    ...(form.rights.delete
      ? [
          { type: 'divider' as const },
          { key: 'delete', label: t('common.delete'), icon: <DeleteOutlined />, danger: true },
        ]
      : []),
  ];
  return (
    <div className="record-head">
      <div className="record-title">
        <Avatar name={title} scale="large" square />
        <div className="record-names">
          <div className="record-line">
            <h2 className="ellipsis">{title}</h2>
            {!phone &&
              states.map((field) => (
                <FieldCell key={field.key} field={field} value={record[field.key]} record={record} />
              ))}
          </div>
          <div className="record-line mute">
            {phone &&
              states
                .slice(0, 1)
                .map((field) => <FieldCell key={field.key} field={field} value={record[field.key]} record={record} />)}
            {record.owner && <PersonChip id={record.owner} />}
            {!phone && <span>{words(form.label)}</span>}
            {number && !phone && <span className="number">{String(record[number.key])}</span>}
          </div>
        </div>
        <div className="record-actions">
          {steps}
          {!phone && !editing && form.rights.update && (
            <Button icon={<EditOutlined aria-hidden />} onClick={onEdit}>
              {t('common.edit')}
            </Button>
          )}
          {!phone && !editing && followUp && (
            <Button type="primary" icon={<CarryOutOutlined aria-hidden />} onClick={followUp.open}>
              {followUp.label}
            </Button>
          )}
          <Dropdown
            trigger={['click']}
            menu={{ items, onKeyDown: onEntryKey, onClick: ({ key }) => actions[key as keyof typeof actions]?.() }}
          >
            <Button icon={<MoreOutlined />} aria-label={t('common.more')} />
          </Dropdown>
          {place === 'drawer' && (
            <>
              <LinkButton
                to="/a/$app/$form/$id"
                params={{ app: app.key, form: form.key, id: record.id }}
                color="default"
                variant="text"
                icon={<ExpandAltOutlined />}
                aria-label={t('record.wholePage')}
              />
              <Button type="text" icon={<CloseOutlined />} aria-label={t('common.close')} onClick={onClose} />
            </>
          )}
        </div>
      </div>
      {!editing && <Figures form={form} record={record} />}
      {!editing && stage && !isEmpty(record[stage.key]) && <Stages form={form} record={record} field={stage} />}
      <Dialog
        open={asking}
        title={t('record.deleteAsk', { title })}
        okText={t('common.delete')}
        okButtonProps={{ danger: true }}
        confirmLoading={remove.isPending}
        onOk={() => remove.mutate()}
        onCancel={() => setAsking(false)}
        width={420}
      >
        {t('record.deleteAbout')} {t('deleted.kept')}
      </Dialog>
    </div>
  );
}
