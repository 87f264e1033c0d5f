/** By what a table is grouped. */
import { GroupOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Flyout } from '../../../components/Opener';
import { Loading } from '../../../components/State';
import { useWords } from '../../../i18n/text';
import { later } from '../../../lib/later';
import type { FormModel, View } from '../../../model/app';
import { mayGroup } from '../rows';
import { groupKey } from '../search';
import { columnChoices } from '../settings';
import type { ListPlace } from '../useListPlace';

const GroupBox = later(() => import('./GroupBox'), <Loading rows={1} />);

export function GroupButton({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const fields = columnChoices(form).filter(mayGroup);
  const current = groupKey(place.search, view);
  const field = fields.find(({ key }) => key === current);
  return (
    <Flyout placement="bottomLeft" arrow={false} content={<GroupBox form={form} view={view} place={place} />}>
      <Button type="text" icon={<GroupOutlined />} className={field ? 'on' : ''}>
        {field ? t('list.groupBy', { field: words(field.label) || field.key }) : t('list.group')}
      </Button>
    </Flyout>
  );
}

GroupButton.fetch = GroupBox.fetch;
