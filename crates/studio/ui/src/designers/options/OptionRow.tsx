/** One option in the editor: handle, colour, label, and what else can be done with it. */
import { CaretDownOutlined, CaretRightOutlined, DeleteOutlined, HolderOutlined, MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input } from 'antd';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n';
import { useWords } from '../../i18n/text';
import { type Colour, colours, type Option } from '../../model/field';
import { isOptionKey } from '../parts/key';
import { textIn, withText } from '../parts/texts';
import { useTyped } from '../parts/useTyped';
import type { Row } from './edits';

interface RowProps {
  readonly row: Row;
  /** Its label is what new options are called: what is typed replaces it. */
  readonly unnamed: boolean;
  readonly tree: boolean;
  readonly wide: boolean;
  readonly keys: ReadonlySet<string>;
  readonly count: number | undefined;
  readonly isPublished: boolean;
  readonly mark: 'before' | 'after' | undefined;
  readonly lifted: boolean;
  readonly folded: boolean;
  readonly focus: (node: HTMLInputElement | null) => void;
  readonly handle: object;
  readonly onFold: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onChange: (change: (option: Option) => Option) => void;
  readonly onRemove: () => void;
  readonly onAddBelow: () => void;
  readonly onMove: (way: 'up' | 'down' | 'in' | 'out') => void;
}

export function OptionRow({
  row,
  unnamed,
  tree,
  wide,
  keys,
  count,
  isPublished,
  mark,
  lifted,
  folded,
  focus,
  handle,
  onFold,
  onKeyDown,
  onPaste,
  onChange,
  onRemove,
  onAddBelow,
  onMove,
}: RowProps) {
  const { t } = useTranslation('panels');
  const words = useWords();
  const { option, depth } = row;
  const language = currentLanguage();
  const other = language === 'en' ? 'zh-CN' : 'en';
  const name = words(option.label);
  const first = typeof option.label === 'string' ? language : 'zh-CN';
  const label = useTyped(
    textIn(option.label, language) || name,
    (text) => (text.trim() === '' ? t('problem.needed') : undefined),
    (text) => onChange((before) => ({ ...before, label: withText(before.label, language, text, first) ?? text })),
  );
  const retire = () => onChange(({ retired, ...rest }) => (retired ? rest : { ...rest, retired: true }));
  const mayRemove = !isPublished || count === 0;
  const classes = ['option', option.retired && 'option-retired', mark && `goes-${mark}`, lifted && 'option-lifted'];
  return (
    <li data-row className={classes.filter(Boolean).join(' ')} style={{ paddingInlineStart: depth * 18 }}>
      <button
        type="button"
        className="bare option-handle"
        aria-label={t('options.drag', { option: name })}
        tabIndex={-1}
        {...handle}
      >
        <HolderOutlined />
      </button>
      {tree && (
        <button
          type="button"
          className="bare option-fold"
          aria-label={t(folded ? 'options.unfold' : 'options.fold', { option: name })}
          aria-expanded={!folded}
          disabled={!option.children}
          onClick={onFold}
        >
          {option.children && (folded ? <CaretRightOutlined /> : <CaretDownOutlined />)}
        </button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [option.colour ?? 'none'],
          items: (['none', ...colours] as const).map((colour) => ({
            key: colour,
            label: t(`colour.${colour}`),
            icon: <span className={`option-dot tint-${colour}`} />,
          })),
          onClick: ({ key }) =>
            onChange(({ colour: _before, ...rest }) => (key === 'none' ? rest : { ...rest, colour: key as Colour })),
        }}
      >
        <button
          type="button"
          className={`bare option-colour tint-${option.colour ?? 'none'}`}
          aria-label={t('options.colourOf', { option: name, colour: t(`colour.${option.colour ?? 'none'}`) })}
        />
      </Dropdown>
      <Input
        ref={(node) => focus(node?.input ?? null)}
        className="option-label"
        aria-label={t('options.label')}
        value={label.text}
        {...(label.problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={(event) => label.type(event.target.value)}
        onFocus={(event) => unnamed && event.target.select()}
        onClick={(event) => unnamed && event.currentTarget.select()}
        onBlur={label.leave}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {wide && (
        <Input
          className="option-other"
          lang={other}
          aria-label={t('options.labelIn', { language: t(`language.${other}`) })}
          placeholder={t(`language.${other}`)}
          value={typeof option.label === 'object' ? textIn(option.label, other) : ''}
          onChange={(event) =>
            onChange((before) => ({
              ...before,
              label: withText(before.label, other, event.target.value, first) ?? before.label,
            }))
          }
        />
      )}
      {wide && <OptionKey option={option} keys={keys} fixed={isPublished} onChange={onChange} />}
      {wide && count !== undefined && (
        <span className="option-count number" title={t('options.used', { count })}>
          {t('options.count', { count })}
        </span>
      )}
      {option.retired && <span className="tag tint-slate option-tag">{t('options.retired')}</span>}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'up', label: t('options.up'), disabled: row.index === 0 },
            { key: 'down', label: t('options.down'), disabled: row.index === row.of - 1 },
            ...(tree
              ? [
                  { key: 'in', label: t('options.in'), disabled: row.index === 0 },
                  { key: 'out', label: t('options.out'), disabled: depth === 0 },
                  { key: 'below', label: t('options.below') },
                ]
              : []),
            { key: 'retire', label: t(option.retired ? 'options.revive' : 'options.retire') },
            {
              key: 'remove',
              danger: true,
              icon: <DeleteOutlined />,
              disabled: !mayRemove,
              label: mayRemove ? t('options.remove') : t('options.removeUsed', { count: count ?? 0 }),
            },
          ],
          onClick: ({ key }) => {
            if (key === 'retire') retire();
            else if (key === 'remove') onRemove();
            else if (key === 'below') onAddBelow();
            else onMove(key as 'up');
          },
        }}
      >
        <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('options.more', { option: name })} />
      </Dropdown>
    </li>
  );
}

function OptionKey({
  option,
  keys,
  fixed,
  onChange,
}: {
  readonly option: Option;
  readonly keys: ReadonlySet<string>;
  readonly fixed: boolean;
  readonly onChange: (change: (option: Option) => Option) => void;
}) {
  const { t } = useTranslation('panels');
  const typed = useTyped(
    option.key,
    (key) => (isOptionKey(key) && (key === option.key || !keys.has(key)) ? undefined : t('options.keyShape')),
    (key) => onChange((before) => ({ ...before, key })),
  );
  if (fixed) return <code className="option-key mute">{option.key}</code>;
  return (
    <Input
      className="option-key code"
      aria-label={t('options.key')}
      value={typed.text}
      title={typed.problem}
      {...(typed.problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
      onChange={(event) => typed.type(event.target.value)}
      onBlur={typed.leave}
    />
  );
}
