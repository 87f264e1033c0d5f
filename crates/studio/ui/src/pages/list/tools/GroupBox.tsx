/** The panel in which one chooses by what a table is grouped. */
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/text';
import type { FormModel, View } from '../../../model/app';
import { mayGroup } from '../rows';
import { groupKey } from '../search';
import { columnChoices } from '../settings';
import type { ListPlace } from '../useListPlace';

export default function GroupBox({ form, view, place }: { form: FormModel; view: View; place: ListPlace }) {
  const { t } = useTranslation();
  const words = useWords();
  const fields = columnChoices(form).filter(mayGroup);
  const current = groupKey(place.search, view);
  const field = fields.find(({ key }) => key === current);
  return (
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
  );
}
