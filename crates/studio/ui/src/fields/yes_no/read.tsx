/** Yes or no. */
import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Reader, ReadProps } from '../kind';

function Cell({ value }: ReadProps<'yes_no'>) {
  const { t } = useTranslation();
  return (
    <span className={value ? 'ink-green' : 'mute'}>
      {value && <CheckOutlined aria-hidden />} {t(value ? 'common.yes' : 'common.no')}
    </span>
  );
}

export const reader: Reader<'yes_no'> = { Cell, width: 90, family: 'yes_no' };
