/** By what a table is ordered: first by this, then by that. */
import { SortAscendingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Flyout } from '../../../components/Opener';
import { Loading } from '../../../components/State';
import { later } from '../../../lib/later';
import type { FormModel, View } from '../../../model/app';
import type { ListPlace } from '../useListPlace';

const SortBox = later(() => import('./SortBox'), <Loading rows={2} />);

export function SortButton({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const count = (place.search.sort?.split(',') ?? view.sort ?? []).length;
  return (
    <Flyout placement="bottomLeft" arrow={false} content={<SortBox form={form} view={view} place={place} />}>
      <Button type="text" icon={<SortAscendingOutlined />} className={place.search.sort ? 'on' : ''}>
        {place.search.sort ? t('list.sortCount', { count }) : t('list.sort')}
      </Button>
    </Flyout>
  );
}

SortButton.fetch = SortBox.fetch;
