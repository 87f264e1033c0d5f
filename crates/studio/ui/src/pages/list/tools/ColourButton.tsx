/** Colours of rows: the first rule that holds gives the colour. */
import { BgColorsOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Flyout } from '../../../components/Opener';
import { Loading } from '../../../components/State';
import { later } from '../../../lib/later';
import type { FormModel, View } from '../../../model/app';
import { useTableSettings } from '../settings';

const ColourBox = later(() => import('./ColourBox'), <Loading rows={2} />);

export function ColourButton({ form, view }: { form: FormModel; view: View }) {
  const { t } = useTranslation();
  const { settings } = useTableSettings(form, view);
  return (
    <Flyout placement="bottomLeft" arrow={false} destroyOnHidden content={<ColourBox form={form} view={view} />}>
      <Button
        type="text"
        icon={<BgColorsOutlined />}
        title={t('list.colours')}
        className={settings.colours.length > 0 ? 'tool-brief on' : 'tool-brief'}
      >
        {t('list.colours')}
      </Button>
    </Flyout>
  );
}

ColourButton.fetch = ColourBox.fetch;
