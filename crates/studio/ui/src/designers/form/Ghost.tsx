/** A field as it will look in a form, without being one: nothing in it can be used. */
import { CalendarOutlined, ClockCircleOutlined, DownOutlined, InboxOutlined, PictureOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { currencySymbol } from '../../lib/format';
import { computedKinds, type Option } from '../../model/field';
import { formulaInWords } from '../parts/formula/pieces';
import type { AppDocument, FieldDoc } from './document';
import './ghost.css';

const optionsOf = (document: AppDocument, field: FieldDoc): readonly Option[] =>
  (typeof field.options === 'string' ? document.options[field.options]?.options : field.options) ?? [];

interface Props {
  readonly document: AppDocument;
  readonly form: string;
  /** Inside a row of this sub-table. */
  readonly table?: string | undefined;
  readonly field: FieldDoc;
}

export function Ghost({ document, form, table, field }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const hint = words(field.placeholder);
  const box = (text: ReactNode, end?: ReactNode) => (
    <span className="ghost-box">
      <span className="ellipsis">{text}</span>
      {end}
    </span>
  );
  if (computedKinds.has(field.kind)) {
    const formula = typeof field.formula === 'string' ? field.formula.trim() : '';
    if (!formula) return <span className="ghost-box ghost-computed ellipsis">{t('canvas.computed')}</span>;
    const said = formulaInWords({ document, form, table }, formula, words, t('canvas.me'));
    return (
      <span className="ghost-box ghost-computed" title={said}>
        <span className="ellipsis">= {said}</span>
      </span>
    );
  }
  switch (field.kind) {
    case 'long_text':
    case 'rich_text':
    case 'json':
      return <span className="ghost-box ghost-tall">{hint}</span>;
    case 'money':
      return box(
        `${currencySymbol(typeof field.currency === 'string' ? field.currency : document.app.settings?.currency)} ${hint || '0.00'}`,
      );
    case 'percent':
      return box(hint || '0', '%');
    case 'integer':
    case 'number':
      return box(hint || '0', words(field.unit as never));
    case 'date':
    case 'date_time':
      return box(hint || t('canvas.choose'), <CalendarOutlined />);
    case 'time':
      return box(hint || t('canvas.choose'), <ClockCircleOutlined />);
    case 'yes_no':
      return <span className="ghost-switch" />;
    case 'rating':
      return <span className="ghost-stars">{'★'.repeat(typeof field.max === 'number' ? field.max : 5)}</span>;
    case 'progress':
      return <span className="ghost-bar" />;
    case 'colour':
      return <span className="ghost-colour" />;
    case 'select':
      if (field.display === 'radio')
        return (
          <span className="ghost-options">
            {optionsOf(document, field)
              .filter(({ retired }) => retired !== true)
              .slice(0, 6)
              .map((option) => (
                <span key={option.key} className="ghost-option">
                  {words(option.label)}
                </span>
              ))}
          </span>
        );
      return box(hint || t('canvas.choose'), <DownOutlined />);
    case 'multi_select':
    case 'tree_select':
    case 'tags':
    case 'region':
    case 'user':
    case 'users':
    case 'department':
    case 'owner':
    case 'link':
    case 'links':
      return box(hint || t('canvas.choose'), <DownOutlined />);
    case 'address':
      return (
        <span className="ghost-pair">
          {box(t('canvas.choose'), <DownOutlined />)}
          {box(hint)}
        </span>
      );
    case 'file':
    case 'image':
      return (
        <span className="ghost-box ghost-file">{field.kind === 'file' ? <InboxOutlined /> : <PictureOutlined />}</span>
      );
    case 'explanation':
      return <span className="form-explanation lines">{words(field.text as never)}</span>;
    case 'separator':
      return <span className="form-separator">{words((field.text ?? field.label) as never)}</span>;
    default:
      return box(hint);
  }
}
