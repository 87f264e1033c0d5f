/** Yes or no. */
import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Editor, EditProps } from '../kind';
import './switch.css';

function Edit({ id, value, onChange, describedBy }: EditProps<'yes_no'>) {
  const { t } = useTranslation();
  return (
    <span className="switch">
      <Switch id={id} checked={value ?? false} onChange={onChange} aria-describedby={describedBy} />
      <span aria-hidden>{t(value ? 'common.yes' : 'common.no')}</span>
    </span>
  );
}

export const editor: Editor<'yes_no'> = { Edit };
