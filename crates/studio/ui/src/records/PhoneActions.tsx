/** What one does most on a phone, always in reach of the thumb: call, edit, write a follow-up. */
import { CarryOutOutlined, EditOutlined, MessageOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormModel, Rec } from '../model/app';

interface Props {
  readonly form: FormModel;
  readonly record: Rec;
  readonly onEdit: (() => void) | undefined;
  readonly followUp: { readonly label: string; readonly open: () => void } | undefined;
  readonly onComment: () => void;
}

export function PhoneActions({ form, record, onEdit, followUp, onComment }: Props) {
  const { t } = useTranslation();
  const number = form.fields
    .filter(({ kind, right }) => kind === 'phone' && right !== 'masked')
    .map(({ key }) => record[key])
    .find((value): value is string => typeof value === 'string' && value.startsWith('+'));
  return (
    <div className="phone-actions">
      {number && <Button href={`tel:${number}`} icon={<PhoneOutlined aria-hidden />} aria-label={t('record.call')} />}
      {onEdit && (
        <Button icon={<EditOutlined aria-hidden />} onClick={onEdit}>
          {t('common.edit')}
        </Button>
      )}
      {followUp ? (
        <Button type="primary" icon={<CarryOutOutlined aria-hidden />} onClick={followUp.open}>
          {followUp.label}
        </Button>
      ) : (
        <Button type="primary" icon={<MessageOutlined aria-hidden />} onClick={onComment}>
          {t('comment.write')}
        </Button>
      )}
    </div>
  );
}
