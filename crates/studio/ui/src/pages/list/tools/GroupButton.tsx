/** By what a table is grouped. */
import { GroupOutlined } from '@ant-design/icons';
import { Button, Popover, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/text';
import type { FormModel, View } from '../../../model/app';
import { mayGroup } from '../rows';
import { groupKey } from '../search';
import { columnChoices } from '../settings';
import type { ListPlace } from '../useListPlace';

export function GroupButton({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const fields = columnChoices(form).filter(mayGroup);
  const current = groupKey(place.search, view);
  const field = fields.find(({ key }) => key === current);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={
        <div className="group-box">
          <Select
            aria-label={t('group.by')}
            className="fill"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('group.by')}
            value={field?.key ?? null}
            options={fields.map((field) => ({ value: field.key, label: words(field.label) || field.key }))}
            onChange={(key: string | undefined) =>
              place.set({ group: key === view.group ? undefined : (key ?? (view.group ? 'none' : undefined)) })
            }
          />
          {place.search.q && field && <p className="mute">{t('group.searching')}</p>}
        </div>
      }
    >
      <Button type="text" icon={<GroupOutlined />} className={field ? 'on' : ''}>
        {field ? t('list.groupBy', { field: words(field.label) || field.key }) : t('list.group')}
      </Button>
    </Popover>
  );
}
