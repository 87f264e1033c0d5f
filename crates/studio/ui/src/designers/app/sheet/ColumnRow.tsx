/** One column of the sheet as the field that it becomes. */
import { WarningFilled } from '@ant-design/icons';
import { Button, Checkbox, Input, Popover, Select } from 'antd';
import { Fragment, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetColumn } from '../../../api/sheets';
import { Tag } from '../../../components/Tag';
import { useWords } from '../../../i18n/text';
import type { Option } from '../../../model/field';
import { KindIcon } from '../../form/kinds';
import { type ColumnPlan, columnKinds, mayChoose, withKind } from './model';

interface Props {
  readonly column: ColumnPlan;
  readonly rows: number;
  readonly guess: SheetColumn | undefined;
  readonly isTitle: boolean;
  readonly onChange: (column: ColumnPlan) => void;
}

export const ColumnRow = memo(function ColumnRow({ column, rows, guess, isTitle, onChange }: Props) {
  const { t } = useTranslation('apps');
  const { t: d } = useTranslation('designer');
  const words = useWords();
  const options = column.properties.options as readonly Option[] | undefined;
  const share = rows === 0 ? 0 : Math.round(((rows - column.empty) / rows) * 100);
  const kinds = columnKinds.filter((kind) => (kind !== 'select' && kind !== 'multi_select') || mayChoose(column));
  return (
    <tr className={column.use ? '' : 'unused'}>
      <td>
        <Checkbox
          checked={column.use}
          aria-label={t('useColumnOf', { column: column.header })}
          onChange={({ target }) => onChange({ ...column, use: target.checked })}
        />
      </td>
      <td>
        <Input
          value={column.label}
          maxLength={60}
          disabled={!column.use}
          aria-label={t('nameOf', { column: column.header })}
          onChange={({ target }) => onChange({ ...column, label: target.value })}
          suffix={isTitle ? <Tag colour="blue">{t('title_')}</Tag> : <span />}
        />
      </td>
      <td>
        <Select
          className="sheet-kind"
          value={column.kind}
          disabled={!column.use}
          showSearch={{ optionFilterProp: 'text' }}
          aria-label={t('kindOf', { column: column.header })}
          onChange={(kind) => onChange(withKind(column, guess, kind))}
          options={kinds.map((kind) => ({
            value: kind,
            text: d(`kind.${kind}`),
            label: (
              <span className="sheet-kind-label">
                <KindIcon kind={kind} /> {d(`kind.${kind}`)}
              </span>
            ),
          }))}
        />
      </td>
      <td className="sheet-required" data-label={t('required')}>
        <Checkbox
          checked={column.required}
          disabled={!column.use}
          aria-label={t('requiredOf', { column: column.header })}
          onChange={({ target }) => onChange({ ...column, required: target.checked })}
        />
      </td>
      <td className="sheet-content">
        {options ? (
          <span className="tags">
            {options.slice(0, 6).map((option) => (
              <Tag key={option.key} colour={option.colour}>
                {words(option.label)}
              </Tag>
            ))}
            {options.length > 6 && <span className="mute">{t('moreOptions', { count: options.length - 6 })}</span>}
          </span>
        ) : (
          <span className="sheet-samples">
            {column.samples.length === 0 && '—'}
            {column.samples.map((sample, index) => (
              <Fragment key={sample}>
                {index > 0 && ' · '}
                <span className="sheet-sample">{sample}</span>
              </Fragment>
            ))}
          </span>
        )}
        {column.problem_count > 0 && (
          <Popover
            trigger="click"
            content={
              <ul className="sheet-misfits">
                {column.problems.map(({ row, value }) => (
                  <li key={row}>
                    <span className="mute number">{t('row', { row })}</span> {value}
                  </li>
                ))}
              </ul>
            }
            title={t('misfitsAbout', { kind: d(`kind.${column.kind}`) })}
          >
            <Button size="small" type="text" className="sheet-misfit" icon={<WarningFilled />}>
              {t('misfits', { count: column.problem_count })}
            </Button>
          </Popover>
        )}
      </td>
      <td className="number" data-label={t('filled')}>
        <span className="sheet-filled">
          <i style={{ width: `${share}%` }} aria-hidden />
        </span>
        {share}%
      </td>
    </tr>
  );
});
