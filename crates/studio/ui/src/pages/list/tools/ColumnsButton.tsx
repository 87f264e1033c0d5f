/** Which columns a table has, in which order, and which of them stay while one scrolls. */
import { SettingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Flyout } from '../../../components/Opener';
import { Loading } from '../../../components/State';
import { later } from '../../../lib/later';
import type { FormModel, View } from '../../../model/app';

const ColumnsBox = later(() => import('./ColumnsBox'), <Loading rows={4} />);

export function ColumnsButton({ form, view }: { form: FormModel; view: View }) {
  const { t } = useTranslation();
  return (
    <Flyout placement="bottomLeft" arrow={false} content={<ColumnsBox form={form} view={view} />}>
      <Button type="text" icon={<SettingOutlined />}>
        {t('list.columns')}
      </Button>
    </Flyout>
  );
}

ColumnsButton.fetch = ColumnsBox.fetch;
