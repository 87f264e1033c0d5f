/** The panel that says which columns a table has, in which order, and which of them stay while one scrolls. Columns may lie behind a link. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  EyeInvisibleOutlined,
  PushpinFilled,
  PushpinOutlined,
} from '@ant-design/icons';
import { Button, Cascader } from 'antd';
import { useTranslation } from 'react-i18next';
import { fieldChoices } from '../../../filter/fields';
import '../../../filter/filter.css';
import { useWords } from '../../../i18n/text';
import type { FormModel, View } from '../../../model/app';
import { resolveColumn } from '../../../model/columns';
import { useApp } from '../../../model/context';
import { moved } from '../../../table/widths';
import { columnChoices, useTableSettings } from '../settings';

export default function ColumnsBox({ form, view }: { form: FormModel; view: View }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { settings, change } = useTableSettings(form, view);
  const shown = settings.columns.flatMap((path) => resolveColumn(app, form, path, words) ?? []);
  const paths = shown.map(({ path }) => path);
  return (
    <div className="columns-box">
      <ul>
        {shown.map(({ path, label }, index) => {
          const stays = index < settings.frozen;
          return (
            <li key={path}>
              <span className="ellipsis">{label}</span>
              <Button
                type="text"
                size="small"
                icon={stays ? <PushpinFilled /> : <PushpinOutlined />}
                aria-pressed={stays}
                title={t('columns.freeze')}
                aria-label={t('columns.freezeTo', { field: label })}
                onClick={() => change({ frozen: index + 1 === settings.frozen ? Math.max(1, index) : index + 1 })}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                disabled={index === 0}
                aria-label={t('columns.up', { field: label })}
                onClick={() => change({ columns: moved(paths, index, index - 1) })}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                disabled={index === shown.length - 1}
                aria-label={t('columns.down', { field: label })}
                onClick={() => change({ columns: moved(paths, index, index + 1) })}
              />
              <Button
                type="text"
                size="small"
                icon={<EyeInvisibleOutlined />}
                disabled={shown.length === 1}
                aria-label={t('columns.hide', { field: label })}
                onClick={() => change({ columns: paths.filter((other) => other !== path) })}
              />
            </li>
          );
        })}
      </ul>
      <Cascader
        aria-label={t('columns.add')}
        className="fill"
        placeholder={t('columns.add')}
        changeOnSelect
        expandTrigger="hover"
        classNames={{ popup: { root: 'field-tree' } }}
        showSearch
        value={[]}
        options={fieldChoices(app, form, words, 1, columnChoices(form))}
        onChange={(path) => {
          const added = path?.join('.');
          if (added && !paths.includes(added)) change({ columns: [...paths, added] });
        }}
      />
      <Button
        size="small"
        type="link"
        onClick={() => change({ columns: undefined, widths: undefined, frozen: undefined })}
      >
        {t('list.columnsReset')}
      </Button>
    </div>
  );
}
