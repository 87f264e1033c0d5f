/** How high the rows of a table are. */
import { ColumnHeightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Flyout } from '../../../components/Opener';
import type { FormModel, View } from '../../../model/app';
import { heights, useTableSettings } from '../settings';

export function HeightButton({ form, view }: { form: FormModel; view: View }) {
  const { t } = useTranslation();
  const { settings, change } = useTableSettings(form, view);
  return (
    <Flyout
      placement="bottomLeft"
      arrow={false}
      content={
        <div className="menu-list">
          {heights.map((height) => (
            <button
              key={height}
              type="button"
              aria-pressed={settings.rowHeight === height}
              onClick={() => change({ rowHeight: height })}
            >
              {t(`height.${height}`)}
            </button>
          ))}
        </div>
      }
    >
      <Button type="text" className="tool-brief" title={t('list.height')} icon={<ColumnHeightOutlined />}>
        {t('list.height')}
      </Button>
    </Flyout>
  );
}
